import type { ServiceName } from "#services/contracts/control.ts";
import { processEnvironment, readConfig, type ServiceConfig } from "#services/platform/config.ts";
import { type ControlChannel, openControlChannel } from "#services/platform/control-channel.ts";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import { createLogger, type Logger } from "#services/platform/logger.ts";
import { followPeers, type PeerBook } from "#services/platform/peers.ts";

/** How long a service may take to finish its work when told to stop, in milliseconds. */
const drainTimeoutMs = 4_000;
/** How often a service that starts tells its supervisor that it is not stuck, in milliseconds. */
const defaultHeartbeatMs = 5_000;

export interface ServiceContext {
  readonly config: ServiceConfig;
  readonly logger: Logger;
  readonly channel: ControlChannel;
  readonly peers: PeerBook;
}

/** A running service: where it listens and how it ends. */
export interface RunningService {
  readonly port: number;
  readonly internalPort?: number;
  /** Finishes work under way and frees everything. */
  stop(): Promise<void>;
}

/**
 * Runs a service as this process until its supervisor, a signal or a failure ends it. While it starts, however long a
 * migration takes, the supervisor hears that this process still works.
 */
export async function runService(
  name: ServiceName,
  start: (context: ServiceContext) => Promise<RunningService>,
  heartbeatMs = defaultHeartbeatMs,
): Promise<void> {
  const channel = openControlChannel();
  let running: RunningService | undefined;
  let isStopping = false;
  let logger = createLogger({ name, level: "info" });

  async function stop(): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    const timer = setTimeout(() => process.exit(1), drainTimeoutMs);
    await running?.stop();
    clearTimeout(timer);
    process.exit(0);
  }
  function fail(error: unknown): void {
    const isPermanent = error instanceof PermanentFailure;
    logger.error({ err: error }, `${name} could not go on`);
    channel.send({ kind: "failed", isPermanent, sentence: messageOf(error) });
    process.exitCode = isPermanent ? 78 : 1;
    setImmediate(() => process.exit());
  }
  const stopOrFail = () => void stop().catch(fail);

  process.on("SIGTERM", stopOrFail);
  process.on("SIGINT", stopOrFail);
  channel.onDisconnect(stopOrFail);
  channel.listen((message) => {
    if (message.kind === "stop") stopOrFail();
  });
  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);

  const beat = () => channel.send({ kind: "starting" });
  beat();
  const heartbeat = setInterval(beat, heartbeatMs);
  try {
    const config = readConfig(processEnvironment());
    logger = createLogger({
      name,
      level: config.logLevel,
      secrets: [config.secrets.service, config.secrets.encryption],
    });
    const peers = followPeers(channel, {
      realtimeUrl: config.realtime.url,
      realtimeInternalUrl: config.realtime.internalUrl,
      processorUrl: config.processor.internalUrl,
    });
    running = await start({ config, logger, channel, peers });
    const { port, internalPort } = running;
    channel.send({ kind: "listening", port, ...(internalPort === undefined ? {} : { internalPort }) });
    logger.info({ port, internalPort }, `${name} is listening`);
  } catch (error) {
    fail(error);
  } finally {
    clearInterval(heartbeat);
  }
}
