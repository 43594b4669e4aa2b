import { assertNever } from "#services/platform/errors.ts";
import { type Description, ToStandIn } from "./desktop-messages.ts";
import { openWindows } from "./fake-browser-window.ts";
import { app, Menu, nativeTheme, openedExternally, openedPaths, powerMonitor } from "./fake-electron.ts";
import { createEvent } from "./fake-event.ts";
import { handledChannels } from "./fake-ipc-main.ts";
import { tellTest } from "./tell-test.ts";

/** Lets the test that started this process act as the system or a person would. */
export function answerTest(): void {
  process.on("message", (raw) => act(ToStandIn.parse(raw)));
  process.once("disconnect", () => app.exit(1));
}

function act(message: ToStandIn): void {
  const [window] = openWindows();
  switch (message.kind) {
    case "quit":
      app.quit();
      break;
    case "close-window":
      window?.close();
      break;
    case "power-shutdown":
      powerMonitor.emit("shutdown", createEvent());
      break;
    case "session-end":
      window?.emit(message.isQuery ? "query-session-end" : "session-end", createEvent());
      break;
    case "ask-permission":
      askPermission(message);
      break;
    case "describe":
      tellTest({ kind: "description", id: message.id, description: describe() });
      break;
    default:
      assertNever(message);
  }
}

function askPermission(message: Extract<ToStandIn, { kind: "ask-permission" }>): void {
  const { id, permission, requestingUrl, isMainFrame } = message;
  const contents = openWindows()[0]?.webContents;
  const requestHandler: unknown = contents?.session.requestHandler;
  const checkHandler: unknown = contents?.session.checkHandler;
  // Without a handler Electron grants everything.
  const ask = typeof requestHandler === "function" ? requestHandler : grant;
  const check = typeof checkHandler === "function" ? checkHandler : () => true;
  const details = { requestingUrl, isMainFrame };
  const isCheckAllowed = check(contents, permission, new URL(requestingUrl).origin, details) === true;
  const answer = (isRequestAllowed: boolean) => tellTest({ kind: "permission", id, isRequestAllowed, isCheckAllowed });
  ask(contents, permission, answer, details);
}

function grant(...[, , answer]: readonly [unknown, string, (isAllowed: boolean) => void]): void {
  answer(true);
}

function describe(): Description {
  return {
    switches: Object.fromEntries(app.commandLine.switches),
    isSandboxEnforced: app.isSandboxEnforced,
    channels: [...handledChannels()],
    windows: openWindows().map((window) => ({
      url: window.webContents.getURL(),
      title: window.getTitle(),
      partition: window.webContents.session.partition,
      webPreferences: { ...window.options.webPreferences },
      focusCount: window.focusCount,
      listeners: [...window.eventNames(), ...window.webContents.eventNames()].map(String),
      hasWindowOpenHandler: window.webContents.openHandler !== undefined,
    })),
    menuLabels: (Menu.current?.template ?? []).map((item) => item.label ?? item.role ?? ""),
    themeSource: nativeTheme.themeSource,
    openedExternally: [...openedExternally],
    openedPaths: [...openedPaths],
  };
}
