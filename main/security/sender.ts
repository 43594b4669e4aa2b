export interface Sender {
  /** Address of the frame that sent the message; absent when the frame is gone. */
  readonly frameUrl: string | undefined;
  readonly isMainFrame: boolean;
  /** Whether the message came from a window this app made. */
  readonly isKnownWindow: boolean;
}

/** Whether main listens to a sender: the main frame of one of our windows, showing the expected origin. */
export function isSenderAllowed(sender: Sender, origin: string): boolean {
  if (!sender.isKnownWindow || !sender.isMainFrame || sender.frameUrl === undefined) return false;
  if (!URL.canParse(sender.frameUrl)) return false;
  return new URL(sender.frameUrl).origin === origin && origin !== "null";
}
