import { createContext, type ReactNode, useContext } from "react";
import type { OperationOutput } from "#services/contracts/catalogue.ts";

/** Who is signed in, and on which installation. */
export type Session = OperationOutput<"sessions.read">;

const SessionContext = createContext<Session | null>(null);

/** Gives everything inside the signed-in person. */
export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The signed-in person; only inside the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession stands outside the shell");
  return session;
}
