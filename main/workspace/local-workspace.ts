import { messageOf } from "#services/platform/errors.ts";
import type { Supervision } from "#services/supervisor/supervisor.ts";

/** What the window shows instead of the workspace. */
export type WorkspaceStatus =
  | { readonly kind: "starting"; readonly sentence: string }
  | { readonly kind: "failed"; readonly sentence: string };

export interface WorkspaceOptions {
  /** Starts the supervisor's plan. */
  readonly start: (signal: AbortSignal, onProgress: (sentence: string) => void) => Promise<Supervision>;
  readonly onStatus: (status: WorkspaceStatus) => void;
  /** Shows the running workspace, signed in. */
  readonly onReady: (running: { readonly url: string; readonly sessionToken: string }) => Promise<void>;
}

/** The workspace on this computer: started, started again after a failure, and stopped once. */
export interface LocalWorkspace {
  /** Where web answers, while it runs. */
  readonly url: () => string | undefined;
  /** Starts it, unless it runs, starts or was stopped. */
  start(): void;
  /** Ends a start under way, then services and database in order; afterwards nothing starts again. */
  stop(): Promise<void>;
}

/** A workspace that is not yet started. */
export function createLocalWorkspace(options: WorkspaceOptions): LocalWorkspace {
  const stopping = new AbortController();
  const { signal } = stopping;
  let living: Promise<void> | undefined;
  let url: string | undefined;

  /** One start until its end; resolves with the sentence of its failure once nothing runs any more. */
  async function live(): Promise<string | undefined> {
    let supervision: Supervision | undefined;
    try {
      options.onStatus({ kind: "starting", sentence: "Starting PageSpace…" });
      supervision = await options.start(signal, (sentence) => options.onStatus({ kind: "starting", sentence }));
      if (supervision.url === undefined) throw new Error("The workspace has no address.");
      url = supervision.url;
      await options.onReady({ url, sessionToken: await supervision.createLocalSession() });
      await Promise.race([supervision.failed, untilAborted(signal)]);
      return undefined;
    } catch (error) {
      return messageOf(error);
    } finally {
      url = undefined;
      await supervision?.stop();
    }
  }

  /** Says that a start failed when another one can be asked for, not while the rest is still being stopped. */
  async function liveAndTell(): Promise<void> {
    let sentence: string | undefined;
    try {
      sentence = await live();
    } catch (error) {
      sentence = messageOf(error);
      throw error;
    } finally {
      living = undefined;
      if (sentence !== undefined && !signal.aborted) options.onStatus({ kind: "failed", sentence });
    }
  }

  return {
    url: () => url,
    start: () => {
      if (signal.aborted) return;
      living ??= liveAndTell();
      // A stop that fails is told to the one who stops.
      living.catch(() => undefined);
    },
    stop: async () => {
      stopping.abort();
      await living;
    },
  };
}

function untilAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal.aborted) resolve();
  else signal.addEventListener("abort", () => resolve(), { once: true });
  return promise;
}
