import { create } from "zustand";

/** The setup code that the address held. */
export const useSetupCode = create<{ readonly code: string | undefined }>(() => ({ code: undefined }));

const memoryName = "pagespace.setupCode";

/**
 * Takes the setup code out of the address, so that it stays in no history and no referrer; called before anything
 * else is loaded. This tab keeps it for a reload.
 */
export function takeSetupCode(): void {
  const address = new URL(window.location.href);
  if (address.pathname !== "/setup") return;
  const code = address.searchParams.get("code");
  if (code !== null) remember(code);
  useSetupCode.setState({ code: code ?? recall() });
  window.history.replaceState(window.history.state, "", address.pathname);
}

/** Forgets the code once it was used. */
export function forgetSetupCode(): void {
  useSetupCode.setState({ code: undefined });
  try {
    window.sessionStorage.removeItem(memoryName);
  } catch {
    // Storage is off: there is nothing to forget.
  }
}

function remember(code: string): void {
  try {
    window.sessionStorage.setItem(memoryName, code);
  } catch {
    // Storage is off: after a reload the code is asked for.
  }
}

function recall(): string | undefined {
  try {
    return window.sessionStorage.getItem(memoryName) ?? undefined;
  } catch {
    return undefined;
  }
}
