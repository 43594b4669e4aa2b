import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { codeOf, messageOf, PermanentFailure } from "#services/platform/errors.ts";

/** A database that starts at the same time as PageSpace is waited for so long. */
const defaultPatienceMs = 15_000;
const askEveryMs = 500;
const connectTimeoutMs = 5_000;

/** PostgreSQL's answers that waiting does not change, with what to do. */
const refusals: Readonly<Record<string, string>> = {
  "28P01": "it refuses the user or password; correct them",
  "28000": "it refuses this user; let it in, or name another",
  "3D000": "there is no database of that name on the server; create it with encoding UTF8, or name another",
};

export interface ReachOptions {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly patienceMs?: number;
}

/** Resolves when the database at DATABASE_URL takes connections; throws a sentence when it does not. */
export async function reachExternalDatabase({
  url,
  signal,
  patienceMs = defaultPatienceMs,
}: ReachOptions): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const failure = await tryConnect(url);
    if (failure === undefined) return;
    const advice = refusals[codeOf(failure) ?? ""];
    if (advice) throw new PermanentFailure(`DATABASE_URL cannot be used: ${advice}.`, { cause: failure });
    if (performance.now() > deadline) {
      const reason = codeOf(failure) ?? messageOf(failure);
      throw new PermanentFailure(
        `The database at DATABASE_URL does not answer (${reason}); start it, or correct the address.`,
        { cause: failure },
      );
    }
    await delay(askEveryMs, undefined, { signal });
  }
}

async function tryConnect(url: string): Promise<unknown> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectTimeoutMs });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => undefined);
  }
}
