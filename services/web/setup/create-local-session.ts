import { eq } from "drizzle-orm";
import { users } from "#services/database/schema/people.ts";
import { createSession, deleteSession, listSessions } from "#services/identity/sessions.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { WebServices } from "#services/web/context.ts";
import { transact } from "#services/web/operations/transact.ts";
import { createHomeDrive } from "./create-home-drive.ts";

/** Marks the sessions of the desktop app, of which one lives at a time. */
const desktopUserAgent = "PageSpace desktop";

/**
 * A session token of the installation's local owner, who is made on the first call. For the desktop app, which asks over
 * the control channel; it is never reachable over HTTP.
 */
export async function createLocalSession(services: WebServices): Promise<string> {
  const session = await transact(services, async (scope) => {
    // Two windows starting at once wait here for one another.
    await scope.tx.execute("LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE");
    const [owner] = await scope.tx.select({ id: users.id }).from(users).where(eq(users.isOwner, true));
    const userId = owner?.id ?? createId();
    if (!owner) {
      await scope.tx.insert(users).values({ id: userId, name: "Me", isOwner: true, isLocal: true });
      await createHomeDrive(scope, userId);
    }
    // The app starts with a fresh session each time; the one before is of no use to anybody.
    for (const { id, userAgent } of await listSessions(scope.tx, userId)) {
      if (userAgent !== desktopUserAgent) continue;
      await deleteSession(scope.tx, { userId, sessionId: id });
      scope.rightsChanged(id);
    }
    return createSession(scope.tx, { userId, userAgent: desktopUserAgent });
  });
  return session.token;
}
