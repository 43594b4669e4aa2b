import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { openDataDirectory } from "./data-directory.ts";
import { chooseWebPort, keepWebPort, refuseSharedPort } from "./ports.ts";
import { makeTemporaryDirectory } from "./testing/temporary-directory.ts";

const host = "127.0.0.1";

async function takePort(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, "close");
    },
  };
}

test("a data directory keeps its port, and says so when another program has taken it", async () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  let port: number;
  {
    await using taken = await takePort();
    port = taken.port;
    keepWebPort(directory, port);
    await expect(chooseWebPort({ directory, host, given: undefined })).rejects.toThrow(
      `Port ${port}, which this PageSpace keeps, is taken by another program; stop that one, or give another with --port.`,
    );
    await expect(chooseWebPort({ directory, host, given: port })).rejects.toThrow(/is taken by another program/);
  }
  expect(await chooseWebPort({ directory, host, given: undefined })).toEqual({ port, isNew: false });
});

test("the kept port is waited for while those who had it are ending", async () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  const { signal } = new AbortController();
  const taken = await takePort();
  keepWebPort(directory, taken.port);
  const request = { directory, host, given: undefined };
  const hurried = chooseWebPort({ ...request, patience: { timeoutMs: 100, signal } });
  await expect(hurried).rejects.toThrow(/is taken by another program/);
  const patient = chooseWebPort({ ...request, patience: { timeoutMs: 30_000, signal } });
  await taken[Symbol.asyncDispose]();
  expect(await patient).toEqual({ port: taken.port, isNew: false });
});

test("a fresh data directory takes a port that is then kept; port 0 is any and not kept", async () => {
  using temporary = makeTemporaryDirectory();
  const directory = openDataDirectory(temporary.path);
  expect(await chooseWebPort({ directory, host, given: undefined })).toMatchObject({ isNew: true });
  expect(await chooseWebPort({ directory, host, given: 0 })).toEqual({ port: 0, isNew: false });
});

test("an address this computer does not have is refused by the name of its setting", async () => {
  using temporary = makeTemporaryDirectory();
  const request = { directory: openDataDirectory(temporary.path), host: "203.0.113.9", given: 8_080 };
  await expect(chooseWebPort(request)).rejects.toThrow(/HOST 203\.0\.113\.9 .*--host/);
});

test("one port for two services is refused by the names of both settings", () => {
  const any = { setting: "REALTIME_PORT", port: 0 };
  refuseSharedPort([any, { setting: "PROCESSOR_PORT", port: 0 }, { setting: "PORT", port: 4000 }]);
  const shared = [{ setting: "PORT", port: 4000 }, any, { setting: "PROCESSOR_PORT", port: 4000 }];
  expect(() => refuseSharedPort(shared)).toThrow("PORT and PROCESSOR_PORT are both 4000");
});
