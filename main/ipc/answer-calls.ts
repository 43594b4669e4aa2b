import type Electron from "electron";
import { type AppInfo, type Call, calls, type Theme, type WorkspaceStatus } from "#main/contracts/calls.ts";
import { isSenderAllowed } from "#main/security/sender.ts";

export interface Answers {
  readAppInfo(): AppInfo;
  setTheme(theme: Theme): void;
  openExternal(url: string): Promise<boolean>;
  readStatus(): WorkspaceStatus;
  openDataFolder(): void;
}

export interface CallGuard {
  /** Origin whose main frame may ask; undefined while nothing runs. */
  readonly originOf: (api: Call<unknown, unknown>["api"]) => string | undefined;
  readonly isKnownWindow: (contents: object) => boolean;
}

interface Answering {
  readonly ipcMain: Pick<Electron.IpcMain, "handle">;
  readonly guard: CallGuard;
}

/** Answers every call of the contract; who asks is checked and what is asked is parsed before anything happens. */
export function answerCalls(answering: Answering, answers: Answers): void {
  answer(answering, calls.readAppInfo, () => answers.readAppInfo());
  answer(answering, calls.setTheme, (theme) => answers.setTheme(theme));
  answer(answering, calls.openExternal, (url) => answers.openExternal(url));
  answer(answering, calls.readStatus, () => answers.readStatus());
  answer(answering, calls.openDataFolder, () => answers.openDataFolder());
}

function answer<Input, Output>(
  { ipcMain, guard }: Answering,
  call: Call<Input, Output>,
  run: (input: Input) => Output | Promise<Output>,
): void {
  ipcMain.handle(call.channel, async (event, ...given: unknown[]) => {
    const frame = event.senderFrame;
    const sender = {
      frameUrl: frame?.url,
      isMainFrame: frame?.parent === null,
      isKnownWindow: guard.isKnownWindow(event.sender),
    };
    const origin = guard.originOf(call.api);
    if (origin === undefined || !isSenderAllowed(sender, origin)) throw new Error("This page may not ask for that.");
    const input = call.input.safeParse(given[0]);
    if (!input.success || given.length > 1)
      throw new Error(`${call.channel} was asked with something else than it takes.`);
    return call.output.parse(await run(input.data));
  });
}
