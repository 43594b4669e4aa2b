import { request } from "node:http";
import { launchNonceHeader } from "#services/contracts/internal.ts";
import { healthPath } from "#services/platform/health.ts";

export interface HealthQuestion {
  /** Origin of the service. */
  readonly url: string;
  /** The secret of this launch: an answer without it comes from a stranger on the port. */
  readonly nonce: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** True when this very launch of the service answers that it is well. */
export async function isHealthy({ url, nonce, timeoutMs, signal }: HealthQuestion): Promise<boolean> {
  const answer = Promise.withResolvers<boolean>();
  const asked = request(
    new URL(healthPath, url),
    {
      agent: false,
      headers: { [launchNonceHeader]: nonce },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    },
    (response) => {
      response.resume();
      response.once("end", () =>
        answer.resolve(response.statusCode === 200 && response.headers[launchNonceHeader] === nonce),
      );
      response.once("error", () => answer.resolve(false));
    },
  );
  asked.once("error", () => answer.resolve(false));
  asked.end();
  return answer.promise;
}
