import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type Electron from "electron";
import { app } from "./fake-app.ts";
import { findBrowser } from "./find-browser.ts";
import { tellTest } from "./tell-test.ts";

type RequestHandler = Parameters<Electron.Session["setPermissionRequestHandler"]>[0];
type CheckHandler = Parameters<Electron.Session["setPermissionCheckHandler"]>[0];
type DeviceHandler = Parameters<Electron.Session["setDevicePermissionHandler"]>[0];

const sameSite = { strict: "Strict", lax: "Lax", no_restriction: "None", unspecified: "Lax" } as const;

/** One partition: a profile of the real Chromium, opened at its first use. */
export class FakeSession {
  readonly partition: string;
  requestHandler: RequestHandler = null;
  checkHandler: CheckHandler = null;
  deviceHandler: DeviceHandler = null;
  #context: Promise<BrowserContext> | undefined;
  #hasGivenFirstPage = false;

  constructor(partition: string) {
    if (!partition.startsWith("persist:")) throw new Error("Only partitions that persist are modelled here.");
    this.partition = partition;
  }

  readonly cookies = {
    set: async (details: Electron.CookiesSetDetails): Promise<void> => {
      const { name, value, url, expirationDate } = details;
      if (name === undefined || value === undefined) throw new Error("A cookie needs a name and a value.");
      const context = await this.open();
      await context.addCookies([
        {
          name,
          value,
          url,
          httpOnly: details.httpOnly ?? false,
          secure: details.secure ?? false,
          sameSite: sameSite[details.sameSite ?? "unspecified"],
          ...(expirationDate === undefined ? {} : { expires: expirationDate }),
        },
      ]);
    },
  } satisfies Pick<Electron.Cookies, "set">;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.deviceHandler = handler;
  }

  /** A page of this profile for a new window. */
  async openPage(): Promise<Page> {
    const context = await this.open();
    const [first] = context.pages();
    if (first !== undefined && !this.#hasGivenFirstPage) {
      this.#hasGivenFirstPage = true;
      return first;
    }
    return context.newPage();
  }

  async close(): Promise<void> {
    await (await this.#context)?.close();
  }

  async open(): Promise<BrowserContext> {
    this.#context ??= openChromium(path.join(app.getPath("sessionData"), "Partitions", this.partition.slice(8)));
    return this.#context;
  }
}

async function openChromium(profile: string): Promise<BrowserContext> {
  const switches = [...app.commandLine.switches].map(([name, value]) =>
    value === "" ? `--${name}` : `--${name}=${value}`,
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    args: [
      ...switches.filter((given) => !given.startsWith("--user-data-dir")),
      "--remote-debugging-port=0",
      "--window-size=1280,860",
    ],
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const portFile = path.join(profile, "DevToolsActivePort");
  const debuggingPort = existsSync(portFile) ? Number(readFileSync(portFile, "utf8").split("\n")[0]) : 0;
  tellTest({ kind: "chromium", debuggingPort });
  return context;
}

const sessions = new Map<string, FakeSession>();

function fromPartition(partition: string): FakeSession {
  if (!app.isReady()) throw new Error("Session can only be received when app is ready");
  const found = sessions.get(partition) ?? new FakeSession(partition);
  sessions.set(partition, found);
  return found;
}

/** Ends every Chromium. */
export async function closeSessions(): Promise<void> {
  await Promise.all([...sessions.values()].map((session) => session.close()));
}

type Needed = Pick<
  Electron.Session,
  "setPermissionRequestHandler" | "setPermissionCheckHandler" | "setDevicePermissionHandler"
> & { cookies: Pick<Electron.Cookies, "set"> };

/** Stands in for Electron's `session`. */
export const session = { fromPartition } satisfies {
  fromPartition: (...given: Parameters<typeof Electron.session.fromPartition>) => Needed;
};
