import { type Peers, type ServiceName, serviceNames } from "#services/contracts/control.ts";
import { readConfig, type ServiceConfig } from "#services/platform/config.ts";
import { resourcePath } from "#services/platform/entry-path.ts";
import { createLogger } from "#services/platform/logger.ts";
import { copyBeforeMigrations, noteMigrations } from "#services/supervisor/postgres/copy-before-migrations.ts";
import { hasCluster } from "#services/supervisor/postgres/initialise-cluster.ts";
import { startPostgres } from "#services/supervisor/postgres/start-postgres.ts";
import { openDataDirectory } from "./data-directory.ts";
import { lockDataDirectory } from "./data-directory-lock.ts";
import { openLogs } from "./logs.ts";
import { becomesFree, chooseWebPort, defaultWebPort, keepWebPort, refuseSharedPort } from "./ports.ts";
import { reachExternalDatabase } from "./postgres/reach-external-database.ts";
import type { ProcessLauncher } from "./process-launcher.ts";
import { readSecrets } from "./secrets.ts";
import {
  type Environment,
  networkHosts,
  planDatabase,
  planEnvironment,
  portVariables,
  reachableHost,
} from "./service-plan.ts";
import { launchServices, type ServiceEntry } from "./services.ts";

export interface SuperviseOptions {
  /** Absolute path; held by this process alone until `stop`. */
  readonly dataDirectory: string;
  /** Who holds it, for the sentence others get: "pagespace serve". */
  readonly program: string;
  readonly launcher: ProcessLauncher;
  /** Where each program lies; see platform/entry-path.ts. */
  readonly entryPath: (name: ServiceEntry) => string;
  /** The configuration as given by the environment of this process. */
  readonly environment: Environment;
  /** What the person chose by flags; wins over the environment. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly services?: readonly ServiceName[] | undefined;
  /** Aborts a start under way; afterwards use `stop`. */
  readonly signal: AbortSignal;
  /** Sentences for a person who waits. */
  readonly onProgress?: (sentence: string) => void;
  /** Sentences with cause and cure about what keeps a part of a running PageSpace down; it comes back once that is gone. */
  readonly onTrouble?: (sentence: string) => void;
}

/** A running PageSpace. */
export interface Supervision {
  /** Where people reach it; undefined when web is not among its services. */
  readonly url: string | undefined;
  /** Where others on the network reach it, when it listens at every address and has no name of its own. */
  readonly networkUrls: readonly string[];
  /** The code a fresh installation is set up with; undefined when it has an owner. */
  readonly setupCode: () => string | undefined;
  /** Rejects with a sentence when a part cannot be brought back; the caller then stops the rest. */
  readonly failed: Promise<never>;
  readonly databaseUrl: string;
  /** A private folder of this installation for what lasts no longer than it runs. */
  readonly runDirectory: string;
  /** Where the services answer now. */
  readonly peers: () => Peers;
  /** A session of the local owner, for a program on this machine that the supervisor trusts. */
  createLocalSession(): Promise<string>;
  /** Services finish their work, then the database stops; within ten seconds. */
  stop(): Promise<void>;
}

/** Services whose supervisor was killed are gone after this; they drain for 4 s at most. */
const drainingMs = 5_000;
/** A database address that is valid to look at, for checking a configuration before the embedded one runs. */
const addressBeforeStart = "postgres://pagespace@/pagespace";

/** Starts PostgreSQL and the services of a data directory and keeps them running; throws a sentence when it cannot. */
export async function supervise(options: SuperviseOptions): Promise<Supervision> {
  const { environment: given, signal, onProgress = () => undefined } = options;
  const services = options.services ?? serviceNames;
  const isWhole = serviceNames.every((name) => services.includes(name));
  const plan = planDatabase(given, services, isWhole);
  await using parts = new AsyncDisposableStack();

  const directory = openDataDirectory(options.dataDirectory);
  const lock = lockDataDirectory(directory, options.program);
  parts.defer(() => lock.release());
  const isNew = plan.kind === "embedded" && !hasCluster(directory.path);
  const secrets = plan.kind === "embedded" ? readSecrets(directory, !isNew) : undefined;
  const configure = (databaseUrl: string) =>
    planEnvironment({
      given,
      directory,
      database: plan,
      databaseUrl,
      secrets,
      host: options.host ?? given["HOST"] ?? "127.0.0.1",
      isWhole,
    });
  const config = readConfig(configure(plan.kind === "external" ? plan.url : addressBeforeStart));
  const logs = openLogs(directory, [
    ...Object.values(secrets ?? {}),
    config.secrets.service,
    config.secrets.encryption,
  ]);
  parts.defer(() => logs.flush());
  const logger = createLogger({
    name: "supervisor",
    level: config.logLevel,
    destination: { write: (line) => logs.write("supervisor", line.trimEnd()) },
  });
  const patience = lock.isTakenOver ? { timeoutMs: drainingMs, signal } : undefined;
  const webPort = services.includes("web")
    ? await chooseWebPort({ directory, host: config.web.host, given: givenPort(options), patience })
    : { port: 0, isNew: false };
  refuseSharedPort(
    services.map((name) =>
      name === "web"
        ? { setting: "PORT (--port)", port: webPort.port }
        : { setting: portVariables[name], port: config[name].port },
    ),
  );
  for (const name of services) {
    if (name !== "web" && patience) await becomesFree({ ...config[name], patience });
  }

  if (plan.kind === "external") await reachExternalDatabase({ url: plan.url, signal });
  if (isNew) onProgress("Making the database…");
  const postgres = secrets
    ? await startPostgres({
        dataDirectory: directory.path,
        password: secrets.databasePassword,
        logger,
        signal,
        onLine: (line) => logs.write("postgres", line),
        onTrouble: options.onTrouble,
        beforeStart: (cluster) =>
          copyBeforeMigrations({
            directory,
            cluster,
            migrationsDirectory: resourcePath("migrations"),
            signal,
            onCopy: () => onProgress("Copying the database before this release changes it…"),
          }),
      })
    : undefined;
  if (postgres) parts.defer(() => postgres.stop());
  const databaseUrl = postgres?.url ?? config.database.url;

  if (isNew) onProgress("Starting the services…");
  const running = launchServices({
    names: services,
    launcher: options.launcher,
    entryPath: options.entryPath,
    environment: configure(databaseUrl),
    hosts: { web: config.web.host, realtime: config.realtime.host, processor: config.processor.host },
    webPort: webPort.port,
    logs,
    logger,
    onProgress,
  });
  parts.defer(() => running.stop());
  const failed = Promise.race([running.failed, ...(postgres ? [postgres.failed] : [])]);
  failed.catch(() => undefined);
  await Promise.race([running.ready, failed, rejectWhenAborted(signal)]);
  const actualPort = running.webPort();
  if (postgres) noteMigrations(directory, resourcePath("migrations"));
  if (webPort.isNew && actualPort !== undefined) keepWebPort(directory, actualPort);
  if (webPort.isNew && webPort.port === 0) {
    onProgress(`Port ${defaultWebPort} is taken by another program; this PageSpace uses ${actualPort} from now on.`);
  }
  const owned = parts.move();
  return {
    url: actualPort === undefined ? undefined : publicAddress(config, actualPort),
    networkUrls: actualPort === undefined ? [] : networkAddresses(config, actualPort),
    setupCode: running.setupCode,
    failed,
    databaseUrl,
    runDirectory: directory.run,
    peers: running.peers,
    createLocalSession: running.createLocalSession,
    stop: () => owned.disposeAsync(),
  };
}

function givenPort(options: SuperviseOptions): number | undefined {
  const text = options.environment["PORT"];
  return options.port ?? (text ? Number(text) : undefined);
}

function publicAddress(config: ServiceConfig, port: number): string {
  return config.web.publicUrl ?? `http://${reachableHost(config.web.host)}:${port}`;
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  promise.catch(() => undefined);
  return promise;
}

function networkAddresses({ web }: ServiceConfig, port: number): readonly string[] {
  return web.publicUrl === undefined ? networkHosts(web.host).map((host) => `http://${host}:${port}`) : [];
}
