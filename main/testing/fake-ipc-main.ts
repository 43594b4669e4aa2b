import type Electron from "electron";

/** The frame a message came from, as `WebFrameMain` describes it. */
export interface FakeFrame {
  readonly url: string;
  readonly parent: FakeFrame | null;
}

export interface FakeInvokeEvent {
  readonly sender: object;
  readonly senderFrame: FakeFrame | null;
}

type Handler = (event: never, ...given: never[]) => unknown;
const handlers = new Map<string, Handler>();

/** The channels main answers. */
export function handledChannels(): readonly string[] {
  return [...handlers.keys()];
}

/** Lets a handler answer a page; what goes over is cloned like between processes. */
export async function invokeHandler(
  event: FakeInvokeEvent,
  channel: string,
  given: readonly unknown[],
): Promise<unknown> {
  const handler: unknown = handlers.get(channel);
  if (typeof handler !== "function") throw new Error(`No handler registered for '${channel}'`);
  const answer: unknown = await handler(event, ...given.map((value) => structuredClone(value)));
  return structuredClone(answer);
}

/** Stands in for Electron's `ipcMain`. */
export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
} satisfies Pick<Electron.IpcMain, "handle" | "removeHandler">;
