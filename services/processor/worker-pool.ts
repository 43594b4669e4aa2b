import { randomUUID } from "node:crypto";
import type { ToChild } from "#services/contracts/control.ts";
import { ExtractionAnswer, type ExtractionRequest, type ExtractionResult } from "#services/contracts/extraction.ts";
import type { ControlChannel } from "#services/platform/control-channel.ts";
import { explainHindrance } from "./explain-failure.ts";

/** Longest life of a worker, in milliseconds; a parser that needs more is taken for stuck. */
const defaultTimeLimitMs = 60_000;

export interface WorkerPoolOptions {
  readonly channel: ControlChannel;
  readonly timeLimitMs?: number;
}

/** Why a worker gave no result; the message is a sentence for the file's page. */
export class WorkerFailure extends Error {}

/** No worker was to be had, so the file was not even begun. */
export class WorkerRefused extends Error {}

/** Runs extractions, each in a fresh worker process that is killed when it takes too long. */
export interface WorkerPool {
  /**
   * Rejects with a WorkerFailure when the worker crashes, is killed or is hindered, with a WorkerRefused when there is
   * none, with the signal's reason when aborted.
   */
  extract(request: ExtractionRequest, signal: AbortSignal): Promise<ExtractionResult>;
}

/** A pool that asks the supervisor for workers over the control channel. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const { channel, timeLimitMs = defaultTimeLimitMs } = options;

  function extract(request: ExtractionRequest, signal: AbortSignal): Promise<ExtractionResult> {
    signal.throwIfAborted();
    if (!channel.isSupervised) {
      throw new WorkerFailure("This file service runs without a supervisor and cannot look into files.");
    }
    const requestId = randomUUID();
    const { promise, resolve, reject } = Promise.withResolvers<ExtractionResult>();
    let workerId: string | undefined;
    let isOver = false;

    function receive(message: ToChild): void {
      switch (message.kind) {
        case "worker-launched":
          if (message.requestId !== requestId) return;
          workerId = message.workerId;
          // The wait may have ended before the launch was known; an unwanted worker is ended at once.
          if (isOver) letGo(workerId);
          else channel.send({ kind: "to-worker", workerId, message: request });
          return;
        case "worker-failed":
          if (message.requestId !== requestId) return;
          reject(new WorkerRefused(message.sentence));
          stopListening();
          return;
        case "from-worker":
          if (message.workerId === workerId) takeResult(message.message);
          return;
        case "worker-ended":
          if (message.workerId === workerId) reject(new WorkerFailure(sentenceForEnd(message.exitCode)));
          return;
        default:
      }
    }
    function takeResult(raw: unknown): void {
      const answer = ExtractionAnswer.safeParse(raw);
      if (!answer.success) reject(new WorkerFailure("Reading this file gave an answer that cannot be used."));
      else if (answer.data.kind === "extracted") resolve(answer.data);
      else reject(new WorkerFailure(explainHindrance(answer.data.code)));
    }

    function letGo(id: string): void {
      stopListening();
      channel.send({ kind: "kill-worker", workerId: id });
    }

    const stopListening = channel.listen(receive);
    const seconds = Math.round(timeLimitMs / 1_000);
    const late = new WorkerFailure(`Reading this file took longer than ${seconds} seconds and was stopped.`);
    const timer = setTimeout(() => reject(late), timeLimitMs);
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    channel.send({ kind: "launch-worker", requestId, worker: "extract" });

    return promise.finally(() => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      if (workerId !== undefined) letGo(workerId);
    });
  }
  return { extract };
}

function sentenceForEnd(exitCode: number | null): string {
  const how = exitCode === null ? "was killed" : `ended with code ${exitCode}`;
  return `The program that reads files ${how} while reading this one; it may have needed too much memory.`;
}
