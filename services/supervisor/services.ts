import { randomUUID } from "node:crypto";
import type { FromChild, Peers, ServiceName, WorkerKind } from "#services/contracts/control.ts";
import type { Logger } from "#services/platform/logger.ts";
import type { Logs } from "./logs.ts";
import { isPortFree } from "./ports.ts";
import type { LaunchedProcess, ProcessLauncher } from "./process-launcher.ts";
import type { LaunchHooks, ListeningPorts } from "./service-life.ts";
import { planWorkerEnvironment, portVariables, reachableHost } from "./service-plan.ts";
import { type SupervisedService, superviseService } from "./supervised-service.ts";
import { createWorkerRelay } from "./worker-relay.ts";

/** A worker reads one file at a time; beyond this it is taken for a bomb, in megabytes. */
const workerHeapMb = 512;
const localSessionTimeoutMs = 10_000;

const workerEntries = { extract: "extract-worker" } as const satisfies Record<WorkerKind, string>;

/** Programs a supervisor launches. */
export type ServiceEntry = ServiceName | (typeof workerEntries)[WorkerKind];

export interface ServicesOptions {
  readonly names: readonly ServiceName[];
  readonly launcher: ProcessLauncher;
  readonly entryPath: (name: ServiceEntry) => string;
  readonly environment: Readonly<Record<string, string>>;
  readonly hosts: Readonly<Record<ServiceName, string>>;
  /** 0 lets web take any. */
  readonly webPort: number;
  readonly logs: Logs;
  readonly logger: Logger;
  readonly onProgress: (sentence: string) => void;
}

/** The services of one start, each kept running and told where the others answer. */
export interface RunningServices {
  readonly ready: Promise<void>;
  readonly failed: Promise<never>;
  readonly setupCode: () => string | undefined;
  readonly webPort: () => number | undefined;
  readonly peers: () => Peers;
  createLocalSession(): Promise<string>;
  stop(): Promise<void>;
}

/** Launches the services side by side. */
export function launchServices(options: ServicesOptions): RunningServices {
  const ports = new Map<ServiceName, ListeningPorts>();
  const localSessions = new Map<string, (token: string) => void>();
  let setupCode: string | undefined;

  const services = options.names.map(supervise);

  function supervise(name: ServiceName): SupervisedService {
    const relay = createWorkerRelay({
      launch: (worker, hooks) => launchWorker(worker, hooks),
      onLine: (line) => options.logs.write(`${name}-worker`, line),
      sendToOwner: (message) => service.send(message),
    });
    const service: SupervisedService = superviseService({
      name,
      host: reachableHost(options.hosts[name]),
      logger: options.logger,
      launch: async ({ nonce, lastPort }, hooks) => {
        const launched = launchService({ name, nonce, port: await choosePort(name, lastPort) }, hooks);
        launched.send({ kind: "peers", peers: describePeers() });
        return launched;
      },
      onLine: (line) => options.logs.write(name, line),
      onPorts: (listening) => {
        if (listening) ports.set(name, listening);
        else ports.delete(name);
        announcePeers();
      },
      onEnded: () => relay.endAll(),
      onMessage: (message) => {
        if (!relay.receive(message)) receive(message);
      },
    });
    return service;
  }

  function receive(message: FromChild): void {
    if (message.kind === "progress") options.onProgress(message.sentence);
    if (message.kind === "setup-code") setupCode = message.code;
    if (message.kind === "local-session") localSessions.get(message.requestId)?.(message.token);
  }

  /** A port once used is used again, so addresses that others hold stay right; web's is the one people know. */
  async function choosePort(name: ServiceName, lastPort: number | undefined): Promise<number | undefined> {
    if (name === "web") return lastPort ?? options.webPort;
    if (lastPort === undefined) return undefined;
    return (await isPortFree(lastPort, options.hosts[name])) ? lastPort : 0;
  }

  function launchService(
    start: { readonly name: ServiceName; readonly nonce: string; readonly port: number | undefined },
    hooks: LaunchHooks,
  ): LaunchedProcess {
    const { name, nonce, port } = start;
    const own = port === undefined ? {} : { [portVariables[name]]: String(port) };
    // The code that was shown stays good when web is started again before anyone used it or asked for another.
    const shown =
      name === "web" && setupCode !== undefined
        ? { PAGESPACE_SETUP_CODE: setupCode, PAGESPACE_SETUP_CODE_SHOWN: "true" }
        : {};
    return options.launcher.launch({
      name,
      entry: options.entryPath(name),
      environment: { ...options.environment, ...own, ...shown, PAGESPACE_LAUNCH_NONCE: nonce },
      ...hooks,
    });
  }

  function launchWorker(worker: WorkerKind, hooks: LaunchHooks): LaunchedProcess {
    return options.launcher.launch({
      name: workerEntries[worker],
      entry: options.entryPath(workerEntries[worker]),
      environment: planWorkerEnvironment(options.environment),
      heapLimitMb: workerHeapMb,
      ...hooks,
    });
  }

  function describePeers(): Peers {
    const at = (name: ServiceName, port: number | undefined) =>
      port === undefined ? undefined : `http://${reachableHost(options.hosts[name])}:${port}`;
    const webUrl = at("web", ports.get("web")?.port);
    const realtimeUrl = at("realtime", ports.get("realtime")?.port);
    const realtimeInternalUrl = at("realtime", ports.get("realtime")?.internalPort);
    const processorUrl = at("processor", ports.get("processor")?.port);
    return {
      ...(webUrl ? { webUrl } : {}),
      ...(realtimeUrl ? { realtimeUrl } : {}),
      ...(realtimeInternalUrl ? { realtimeInternalUrl } : {}),
      ...(processorUrl ? { processorUrl } : {}),
    };
  }

  function announcePeers(): void {
    for (const service of services) service.send({ kind: "peers", peers: describePeers() });
  }

  async function createLocalSession(): Promise<string> {
    const requestId = randomUUID();
    const answer = Promise.withResolvers<string>();
    const timer = setTimeout(
      () => answer.reject(new Error("web did not make a local session in time")),
      localSessionTimeoutMs,
    );
    localSessions.set(requestId, answer.resolve);
    try {
      services.find((service) => service.name === "web")?.send({ kind: "create-local-session", requestId });
      return await answer.promise;
    } finally {
      clearTimeout(timer);
      localSessions.delete(requestId);
    }
  }

  return {
    ready: Promise.all(services.map((service) => service.ready)).then(() => undefined),
    failed: Promise.race(services.map((service) => service.failed)),
    setupCode: () => setupCode,
    webPort: () => ports.get("web")?.port,
    peers: describePeers,
    createLocalSession,
    stop: async () => {
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}
