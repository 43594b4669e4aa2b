import { watch } from "node:fs";
import path from "node:path";
import { createServer, type ViteDevServer } from "vite";
import { processEnvironment } from "#services/platform/config.ts";
import { entryPath } from "#services/platform/entry-path.ts";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import { childProcessLauncher } from "#services/supervisor/child-process-launcher.ts";
import { supervise } from "#services/supervisor/supervisor.ts";
import { repository } from "./build-places.ts";
import { chooseDataDirectory } from "./data-directory.ts";
import { listenForStop } from "./listen-for-stop.ts";

/** Editors write several files at once; changes this close together are one. */
const settleMs = 200;
/** What web answers; `renderer/api/` is a source folder that Vite answers. */
const forwarded = ["^/api/(?!client[.]ts)", "/health", "/s/", "/socket.io"];

/** The services from their sources, started again when one changes, behind Vite's server for the renderer. */
async function develop(): Promise<void> {
  using stop = listenForStop();
  let renderer: ViteDevServer | undefined;
  try {
    while (!stop.signal.aborted) {
      using changes = watchSources();
      try {
        await using supervision = await start(stop.signal);
        renderer ??= await serveRenderer(supervision.url);
        console.log(`Ready: ${renderer.resolvedUrls?.local[0] ?? ""}${setupPath(supervision.setupCode())}`);
        await Promise.race([stop.requested, changes.happened, supervision.failed]);
      } catch (error) {
        if (stop.signal.aborted) return;
        console.error(messageOf(error));
        if (error instanceof PermanentFailure && renderer === undefined) throw error;
        await Promise.race([stop.requested, changes.happened]);
      }
    }
  } finally {
    await renderer?.close();
  }
}

async function start(signal: AbortSignal) {
  const supervision = await supervise({
    dataDirectory: chooseDataDirectory(undefined),
    program: "pagespace dev",
    launcher: childProcessLauncher,
    entryPath,
    environment: processEnvironment(),
    signal,
    onProgress: (sentence) => console.log(sentence),
    onTrouble: (sentence) => console.error(sentence),
  });
  return { ...supervision, [Symbol.asyncDispose]: () => supervision.stop() };
}

function setupPath(code: string | undefined): string {
  return code === undefined ? "" : `setup?code=${encodeURIComponent(code)}`;
}

async function serveRenderer(webUrl: string | undefined): Promise<ViteDevServer> {
  const proxy = Object.fromEntries(forwarded.map((prefix) => [prefix, { target: webUrl ?? "", ws: true }]));
  const known = process.listeners("SIGTERM");
  const server = await createServer({ configFile: path.join(repository, "vite.config.ts"), server: { proxy } });
  // Vite would end this process at SIGTERM before the services have finished.
  for (const listener of process.listeners("SIGTERM")) {
    if (!known.includes(listener)) process.off("SIGTERM", listener);
  }
  return server.listen();
}

/** Notices changes of the services' sources; those of the supervisor itself need a new start of this program. */
function watchSources(): Disposable & { readonly happened: Promise<void> } {
  const happened = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(path.join(repository, "services"), { recursive: true }, (_event, name) => {
    if (name === null || !/\.(ts|sql)$/.test(name) || name.endsWith(".test.ts")) return;
    clearTimeout(timer);
    timer = setTimeout(happened.resolve, settleMs);
  });
  return {
    happened: happened.promise,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

try {
  await develop();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
