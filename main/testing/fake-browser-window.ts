import { EventEmitter } from "node:events";
import path from "node:path";
import type { Frame, Page, Request, Route } from "@playwright/test";
import type Electron from "electron";
import * as z from "zod";
import { messageOf } from "#services/platform/errors.ts";
import { app } from "./fake-app.ts";
import { createEvent } from "./fake-event.ts";
import { invokeHandler } from "./fake-ipc-main.ts";
import { type FakeSession, session } from "./fake-session.ts";
import { bindingName, preloadScript } from "./run-preload.ts";

const Invocation = z.object({ channel: z.string(), given: z.array(z.unknown()) });

type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];
const windows = new Set<FakeBrowserWindow>();

/** Every open window. */
export function openWindows(): readonly FakeBrowserWindow[] {
  return [...windows];
}

/** Electron's `webContents`: the page in the real Chromium. */
class FakeWebContents extends EventEmitter {
  readonly session: FakeSession;
  openHandler: OpenHandler | undefined;
  url = "";

  constructor(given: FakeSession) {
    super();
    this.session = given;
  }

  getURL(): string {
    return this.url;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  /** True when a listener refused the wish of the page to go there. */
  refuses(url: string, isMainFrame: boolean): boolean {
    const event = Object.assign(createEvent(), { url, isMainFrame, isSameDocument: false });
    this.emit("will-frame-navigate", event);
    if (isMainFrame && !event.defaultPrevented) this.emit("will-navigate", event, url);
    return event.defaultPrevented;
  }

  /** Asks main about a new window; this stand-in opens none, so anything but a refusal is an error. */
  openWindow(url: string): void {
    const answer: unknown = this.openHandler?.({
      url,
      frameName: "",
      features: "",
      disposition: "new-window",
      referrer: { url: this.url, policy: "no-referrer" },
    });
    if (!z.object({ action: z.literal("deny") }).safeParse(answer).success)
      throw new Error(`A new window for ${url} was not refused.`);
  }
}

/** Electron's `BrowserWindow` with a page of a real Chromium. */
export class FakeBrowserWindow extends EventEmitter {
  readonly webContents: FakeWebContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  focusCount = 0;
  #title: string;
  #isDestroyed = false;
  #isMinimised = false;
  #ownNavigation: string | undefined;
  readonly #page: Promise<Page>;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error("Cannot create BrowserWindow before app is ready");
    const preferences = options.webPreferences ?? {};
    if (preferences.partition === undefined) throw new Error("Only windows with a partition are modelled here.");
    if (
      preferences.sandbox !== true ||
      preferences.contextIsolation !== true ||
      preferences.nodeIntegration !== false
    ) {
      throw new Error("Only sandboxed, isolated windows without Node are modelled here.");
    }
    if (preferences.preload !== undefined && !path.isAbsolute(preferences.preload)) {
      throw new Error("preload must be an absolute path");
    }
    this.options = options;
    this.#title = options.title ?? app.getName();
    this.webContents = new FakeWebContents(session.fromPartition(preferences.partition));
    this.#page = this.#open(preferences);
    // A page that cannot be opened is reported by the call that needs it.
    this.#page.catch(() => undefined);
    windows.add(this);
    app.emit("web-contents-created", createEvent(), this.webContents);
  }

  static getAllWindows(): readonly FakeBrowserWindow[] {
    return openWindows();
  }

  static fromWebContents(contents: object): FakeBrowserWindow | null {
    return openWindows().find((window) => window.webContents === contents) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    this.#ownNavigation = URL.canParse(url) ? new URL(url).href : url;
    await page.goto(url, { waitUntil: "load" });
    this.emit("ready-to-show");
  }

  show(): void {
    this.#requireAlive();
  }

  focus(): void {
    this.#requireAlive();
    this.focusCount += 1;
  }

  isMinimized(): boolean {
    return this.#isMinimised;
  }

  restore(): void {
    this.#isMinimised = false;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getTitle(): string {
    return this.#title;
  }

  /** Asks the window to close; a listener may refuse. */
  close(): void {
    const event = createEvent();
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    void this.#page.then((page) => page.close()).catch(() => undefined);
    this.emit("closed");
    if (windows.size === 0 && !app.isQuitting) app.emit("window-all-closed");
  }

  #requireAlive(): void {
    if (this.#isDestroyed) throw new TypeError("Object has been destroyed");
  }

  async #open(preferences: Electron.WebPreferences): Promise<Page> {
    const page = await this.webContents.session.openPage();
    await page.exposeBinding(bindingName, async (source, text: unknown) => {
      const { channel, given } = Invocation.parse(JSON.parse(z.string().parse(text)));
      const parent = source.frame.parentFrame();
      const senderFrame = { url: source.frame.url(), parent: parent ? { url: parent.url(), parent: null } : null };
      try {
        return { value: await invokeHandler({ sender: this.webContents, senderFrame }, channel, given) };
      } catch (error) {
        return { failure: messageOf(error) };
      }
    });
    if (preferences.preload !== undefined) {
      await page.addInitScript({ content: preloadScript(preferences.preload, preferences.additionalArguments ?? []) });
    }
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame()) this.webContents.url = frame.url();
    });
    page.on("domcontentloaded", () => {
      void page
        .title()
        .then((title) => {
          if (title !== "") this.#title = title;
        })
        .catch(() => undefined);
    });
    page.once("close", () => this.destroy());
    page.on("popup", (popup) => void popup.close().catch(() => undefined));
    await page.context().route("**/*", (route) => this.#decide(page, route));
    return page;
  }

  /** Lets requests through except navigations main refuses and pages nobody asked main for. */
  async #decide(page: Page, route: Route): Promise<void> {
    const request = route.request();
    if (!request.isNavigationRequest()) return route.fallback();
    const from = frameOf(request);
    const url = request.url();
    if (from?.page() !== page) {
      this.webContents.openWindow(url);
      return route.abort("aborted");
    }
    const isMainFrame = from === page.mainFrame();
    const isOwn = isMainFrame && url === this.#ownNavigation;
    if (isMainFrame) this.#ownNavigation = undefined;
    if (!isOwn && this.webContents.refuses(url, isMainFrame)) return route.abort("aborted");
    return route.fallback();
  }
}

/** The frame a navigation happens in; a window that is only being opened has none yet. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

FakeBrowserWindow satisfies new (
  options?: Electron.BrowserWindowConstructorOptions,
) => Pick<
  Electron.BrowserWindow,
  "loadURL" | "show" | "focus" | "isMinimized" | "restore" | "isDestroyed" | "getTitle" | "close" | "destroy"
> & { webContents: Pick<Electron.WebContents, "getURL" | "setWindowOpenHandler"> };
