import type { FromStandIn } from "./desktop-messages.ts";

/** Tells the test that started this process; without one it does nothing. */
export function tellTest(message: FromStandIn): void {
  if (process.connected) process.send?.(message, () => undefined);
}
