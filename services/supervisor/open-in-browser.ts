import { spawn } from "node:child_process";

/** Shows an address in the person's browser; does nothing where there is none. */
export function openInBrowser(url: string): void {
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
