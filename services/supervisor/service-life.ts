import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { FromChild, type ServiceName } from "#services/contracts/control.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import type { Logger } from "#services/platform/logger.ts";
import type { LaunchEnd, LaunchedProcess, LaunchRequest } from "./process-launcher.ts";
import { isHealthy } from "./readiness.ts";

const defaultSilentStartMs = 60_000;
const firstAnswerMs = 10_000;
const defaultWatch = { lookEveryMs: 3_000, answerMs: 3_000, unansweredLooks: 3 };
/** What services exit with when starting again cannot help; see sysexits' EX_CONFIG. */
const permanentExitCode = 78;

export interface ListeningPorts {
  readonly port: number;
  readonly internalPort: number | undefined;
}

export type LaunchHooks = Pick<LaunchRequest, "onMessage" | "onLine" | "onEnd">;

export interface LifeOptions {
  readonly name: ServiceName;
  /** Host at which this machine reaches it. */
  readonly host: string;
  readonly logger: Logger;
  readonly launch: (nonce: string, hooks: LaunchHooks) => Promise<LaunchedProcess>;
  readonly onLaunched: (process: LaunchedProcess) => void;
  /** Told when it is well, and with undefined when it no longer is. */
  readonly onPorts: (ports: ListeningPorts | undefined) => void;
  readonly onMessage: (message: FromChild) => void;
  readonly onLine: (line: string) => void;
  /** A ready service that answers none of so many questions in a row is stuck and is ended. */
  readonly watch?: typeof defaultWatch;
  /** A start that says nothing for this long is stuck, and is ended and tried again. */
  readonly silentStartMs?: number;
}

/** How one life of a service went. */
export interface LifeStory {
  readonly end: LaunchEnd;
  /** On the monotonic clock; undefined if it never was well. */
  readonly readySince: number | undefined;
  readonly lastWords: string;
}

/** Launches a service once, sees that it is and stays well, and resolves when it has ended; throws when another start cannot help. */
export async function liveOnce(options: LifeOptions): Promise<LifeStory> {
  const { lookEveryMs, answerMs, unansweredLooks } = options.watch ?? defaultWatch;
  const silentStartMs = options.silentStartMs ?? defaultSilentStartMs;
  const nonce = randomBytes(16).toString("base64url");
  const over = new AbortController();
  const ended = Promise.withResolvers<LaunchEnd>();
  let launched: LaunchedProcess | undefined;
  let readySince: number | undefined;
  let lastWords = "";
  let failure: Extract<FromChild, { kind: "failed" }> | undefined;
  const watchdog = setTimeout(giveUpStart, silentStartMs);

  function end(reason: string): void {
    lastWords = reason;
    launched?.kill();
  }
  function giveUpStart(): void {
    end(`it said nothing for ${silentStartMs / 1_000} s while starting`);
  }

  async function attend(ports: ListeningPorts): Promise<void> {
    const service = { url: `http://${options.host}:${ports.port}`, nonce, signal: over.signal };
    const isWell = await isHealthy({ ...service, timeoutMs: firstAnswerMs });
    clearTimeout(watchdog);
    if (over.signal.aborted) return;
    if (!isWell) return end("it does not answer /health");
    readySince = performance.now();
    options.onPorts(ports);
    for (let unanswered = 0; unanswered < unansweredLooks; ) {
      await delay(lookEveryMs, undefined, { signal: over.signal });
      unanswered = (await isHealthy({ ...service, timeoutMs: answerMs })) ? 0 : unanswered + 1;
    }
    end("it stopped answering /health");
  }

  function receive(raw: unknown): void {
    // What was still under way when it ended asks for nothing any more.
    if (over.signal.aborted) return;
    const parsed = FromChild.safeParse(raw);
    if (!parsed.success) {
      options.logger.warn({ service: options.name }, "a message on the control channel could not be read");
      return;
    }
    const message = parsed.data;
    if (message.kind === "listening") {
      // It ends early only with the life it attends.
      attend({ port: message.port, internalPort: message.internalPort }).catch(() => undefined);
      return;
    }
    if (message.kind === "starting" || message.kind === "progress") {
      if (readySince === undefined) watchdog.refresh();
    }
    if (message.kind === "failed") failure = message;
    options.onMessage(message);
  }

  try {
    launched = await options.launch(nonce, {
      onMessage: receive,
      onLine: (line) => {
        lastWords = line;
        options.onLine(line);
      },
      onEnd: ended.resolve,
    });
    options.onLaunched(launched);
    const how = await ended.promise;
    const words = failure?.sentence ?? lastWords;
    if (failure?.isPermanent || how.exitCode === permanentExitCode) {
      throw new PermanentFailure(words || `${options.name} cannot start (${how.reason}).`);
    }
    return { end: how, readySince, lastWords: words };
  } finally {
    clearTimeout(watchdog);
    over.abort();
    if (readySince !== undefined) options.onPorts(undefined);
  }
}
