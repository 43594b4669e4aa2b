import { FromChild } from "#services/contracts/control.ts";
import { entryPath } from "#services/platform/entry-path.ts";
import { childProcessLauncher } from "#services/supervisor/child-process-launcher.ts";
import { createWorkerRelay } from "#services/supervisor/worker-relay.ts";

export interface TestProcessorOptions {
  readonly databaseUrl: string;
  readonly uploadDirectory: string;
  readonly serviceSecret: string;
}

/** The processor as a process of its own with real workers. */
export interface TestProcessor extends AsyncDisposable {
  readonly url: string;
  /** Ends it by force and waits until it is gone. */
  kill(): Promise<void>;
}

/** Launches the processor the way a supervisor does; resolves when it listens. */
export async function startTestProcessor(options: TestProcessorOptions): Promise<TestProcessor> {
  const listening = Promise.withResolvers<number>();
  const ended = Promise.withResolvers<void>();
  const lines: string[] = [];
  const environment = {
    DATABASE_URL: options.databaseUrl,
    UPLOAD_DIR: options.uploadDirectory,
    SERVICE_SECRET: options.serviceSecret,
    ENCRYPTION_KEY: options.serviceSecret,
    PROCESSOR_PORT: "0",
    LOG_LEVEL: "warn",
  };
  const relay = createWorkerRelay({
    launch: (worker, hooks) =>
      childProcessLauncher.launch({
        name: worker,
        entry: entryPath(`${worker}-worker`),
        environment: {},
        heapLimitMb: 512,
        ...hooks,
      }),
    onLine: (line) => lines.push(line),
    sendToOwner: (message) => child.send(message),
  });
  const child = childProcessLauncher.launch({
    name: "processor",
    entry: entryPath("processor"),
    environment,
    onLine: (line) => lines.push(line),
    onMessage: (raw) => {
      const message = FromChild.parse(raw);
      if (message.kind === "listening") listening.resolve(message.port);
      else if (message.kind === "failed") listening.reject(new Error(message.sentence));
      else relay.receive(message);
    },
    onEnd: ({ reason }) => {
      relay.endAll();
      listening.reject(new Error(`The processor ended (${reason}): ${lines.join("\n")}`));
      ended.resolve();
    },
  });
  const port = await listening.promise;
  return {
    url: `http://127.0.0.1:${port}`,
    async kill() {
      child.kill();
      await ended.promise;
    },
    async [Symbol.asyncDispose]() {
      child.send({ kind: "stop" });
      await ended.promise;
    },
  };
}
