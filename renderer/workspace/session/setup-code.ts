import { create } from "zustand";

/** The setup code that the address held. */
export const useSetupCode = create<{ readonly code: string | undefined }>(() => ({ code: undefined }));

/**
 * Takes the setup code out of the address, so that it stays in no history and no referrer; called before anything
 * else is loaded.
 */
export function takeSetupCode(): void {
  const address = new URL(window.location.href);
  if (address.pathname !== "/setup") return;
  useSetupCode.setState({ code: address.searchParams.get("code") ?? undefined });
  window.history.replaceState(window.history.state, "", address.pathname);
}
