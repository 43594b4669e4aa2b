import type { FastifyInstance, InjectOptions } from "fastify";
import * as z from "zod";
import { isErrorCode } from "#services/contracts/error-codes.ts";

const ErrorAnswer = z.object({
  error: z.object({ code: z.string().refine(isErrorCode), message: z.string().min(1), requestId: z.guid() }),
});

/** How a request is refused; throws for an answer that has not the shape of every refusal or another id than its header. */
export async function readRefusal(
  app: FastifyInstance,
  request: InjectOptions,
): Promise<{ readonly status: number; readonly code: string }> {
  const answer = await app.inject(request);
  const { error } = ErrorAnswer.parse(answer.json());
  if (answer.headers["x-request-id"] !== error.requestId) throw new Error("Header and body name different requests.");
  return { status: answer.statusCode, code: error.code };
}
