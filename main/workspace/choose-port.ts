import { once } from "node:events";
import { createServer } from "node:net";
import { openDataDirectory } from "#services/supervisor/data-directory.ts";
import { chooseWebPort, keepWebPort } from "#services/supervisor/ports.ts";

/** The address web binds in the desktop app. */
export const loopback = "127.0.0.1";

/**
 * The port Chromium is told before anything runs: the one this data directory keeps, else one that is free.
 * It never fails; what is wrong with a data directory is said by the start of the workspace.
 */
export async function choosePort(dataDirectory: string): Promise<number> {
  try {
    const directory = openDataDirectory(dataDirectory);
    const choice = await chooseWebPort({ directory, host: loopback, given: undefined });
    const port = choice.port === 0 ? await findFreePort() : choice.port;
    if (choice.isNew) keepWebPort(directory, port);
    return port;
  } catch {
    return findFreePort();
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, loopback);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
