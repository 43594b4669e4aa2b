import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { writeFileWhole } from "./write-file-whole.ts";

export interface BrowserRequest {
  readonly address: string;
  /** A private folder for a page that leads to the address, if it holds a secret. */
  readonly folder: string;
}

/**
 * Shows an address in the person's browser; does nothing where there is none. An address with a query goes by a page
 * that only this person may read and that is gone when disposed: command lines are shown to everyone on the machine.
 */
export function openInBrowser({ address, folder }: BrowserRequest): Disposable {
  const page = path.join(folder, "open.html");
  const hasSecret = new URL(address).search !== "";
  if (hasSecret) writeFileWhole(page, leadingTo(address));
  open(hasSecret ? pathToFileURL(page).href : address);
  return { [Symbol.dispose]: () => rmSync(page, { force: true }) };
}

function leadingTo(address: string): string {
  const escaped = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${escaped}"><title>PageSpace</title><a href="${escaped}">Open PageSpace</a>\n`;
}

function open(url: string): void {
  const [program, ...before] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler"]
        : ["xdg-open"];
  if (!program) return;
  const child = spawn(program, [...before, url], { detached: true, stdio: "ignore" });
  child.once("error", () => undefined);
  child.unref();
}
