import { OperationError } from "#services/platform/errors.ts";

const windowMs = 60_000;

const trackedActors = 10_000;

/** Counts requests of actors in fixed windows of one minute. */
export interface ActorRate {
  /** Refuses with `rate-limited` once the actor has used up this minute; strangers are counted by address elsewhere. */
  count(actorId: string | undefined): void;
}

/** A counter for this process. */
export function createActorRate(perMinute: number): ActorRate {
  let windowStart = 0;
  let counts = new Map<string, number>();
  return {
    count(actorId) {
      if (actorId === undefined) return;
      const now = Date.now();
      if (now - windowStart >= windowMs || counts.size > trackedActors) {
        windowStart = now;
        counts = new Map();
      }
      const used = (counts.get(actorId) ?? 0) + 1;
      counts.set(actorId, used);
      if (used > perMinute) throw new OperationError("rate-limited", "Too many requests; wait a minute and go on.");
    },
  };
}
