import { type ServiceName, serviceNames } from "#services/contracts/control.ts";
import { processEnvironment } from "#services/platform/config.ts";
import { entryPath } from "#services/platform/entry-path.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import { childProcessLauncher } from "#services/supervisor/child-process-launcher.ts";
import { openInBrowser } from "#services/supervisor/open-in-browser.ts";
import { type Supervision, supervise } from "#services/supervisor/supervisor.ts";
import { chooseDataDirectory } from "./data-directory.ts";
import { listenForStop } from "./listen-for-stop.ts";

export interface ServeFlags {
  readonly dataDirectory: string | undefined;
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly services: string | undefined;
  readonly isOpening: boolean;
}

/** Runs PageSpace until it is told to stop; resolves with the exit code, throws a sentence when it cannot run. */
export async function serve(flags: ServeFlags): Promise<number> {
  const stop = listenForStop();
  try {
    const supervision = await start(flags, stop.signal);
    if (!supervision) return 0;
    try {
      const address = readyAddress(supervision);
      for (const url of supervision.networkUrls) console.log(`Others on this network reach it at ${url}`);
      console.log(`PageSpace is ready: ${address}`);
      using _shown =
        flags.isOpening && supervision.url ? openInBrowser({ address, folder: supervision.runDirectory }) : undefined;
      await Promise.race([stop.requested, supervision.failed]);
    } finally {
      await supervision.stop();
    }
    return 0;
  } finally {
    stop.dispose();
  }
}

/** Undefined when it was told to stop while starting. */
async function start(flags: ServeFlags, signal: AbortSignal): Promise<Supervision | undefined> {
  try {
    return await supervise({
      dataDirectory: chooseDataDirectory(flags.dataDirectory),
      program: "pagespace serve",
      launcher: childProcessLauncher,
      entryPath,
      environment: processEnvironment(),
      host: flags.host,
      port: flags.port === undefined ? undefined : parsePort(flags.port),
      services: flags.services === undefined ? undefined : parseServices(flags.services),
      signal,
      onProgress: (sentence) => console.log(sentence),
      onTrouble: (sentence) => console.error(sentence),
    });
  } catch (error) {
    if (signal.aborted && !(error instanceof PermanentFailure)) return undefined;
    throw error;
  }
}

function readyAddress(supervision: Supervision): string {
  const { url, setupCode } = supervision;
  const code = setupCode();
  if (url === undefined) return "its services are listening";
  return code === undefined ? url : `${url}/setup?code=${encodeURIComponent(code)}`;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new PermanentFailure(`--port ${text} is not a port; give a number from 0 to 65535.`);
}

function parseServices(text: string): readonly ServiceName[] {
  const given = text.split(",").map((name) => name.trim());
  const unknown = given.find((name) => !serviceNames.some((known) => known === name));
  if (unknown === undefined) return serviceNames.filter((name) => given.includes(name));
  throw new PermanentFailure(`--services knows ${serviceNames.join(", ")}, but not “${unknown}”.`);
}
