import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { openInBrowser } from "./open-in-browser.ts";
import { makeTemporaryDirectory } from "./testing/temporary-directory.ts";
import { waitUntil } from "./testing/wait-until.ts";

afterEach(() => vi.unstubAllEnvs());

/** Puts a program in the place of the system's opener that notes what it was given. */
function standIn(directory: string): () => Promise<string> {
  const noted = path.join(directory, "noted");
  const program = path.join(directory, "xdg-open");
  writeFileSync(program, `#!/bin/sh\nprintf '%s' "$*" > '${noted}.part' && mv '${noted}.part' '${noted}'\n`);
  chmodSync(program, 0o755);
  vi.stubEnv("PATH", `${directory}:/usr/bin:/bin`);
  return () => waitUntil(() => (existsSync(noted) ? readFileSync(noted, "utf8") : undefined));
}

test.runIf(process.platform === "linux")(
  "a setup code reaches the browser by a private page, not a command line",
  async () => {
    using directory = makeTemporaryDirectory();
    const given = standIn(directory.path);
    const address = 'http://127.0.0.1:3000/setup?code=ps_setup_x&then="<b>"';
    let page: string;
    {
      using _shown = openInBrowser({ address, folder: directory.path });
      expect(await given()).toMatch(/^file:\/\/\/.*\/open\.html$/);
      page = fileURLToPath(await given());
      expect(statSync(page).mode & 0o777).toBe(0o600);
      expect(readFileSync(page, "utf8")).toContain(
        'content="0; url=http://127.0.0.1:3000/setup?code=ps_setup_x&amp;then=&quot;&lt;b>&quot;"',
      );
    }
    expect(existsSync(page)).toBe(false);
  },
);

test.runIf(process.platform === "linux")("an address without a secret is opened as it is", async () => {
  using directory = makeTemporaryDirectory();
  const given = standIn(directory.path);
  using _shown = openInBrowser({ address: "http://127.0.0.1:3000", folder: directory.path });
  expect(await given()).toBe("http://127.0.0.1:3000");
});
