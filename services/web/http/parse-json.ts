import type { FastifyRequest } from "fastify";
import { OperationError } from "#services/platform/errors.ts";

/** Reads a JSON body; an empty one is as good as none. */
export async function parseJson(_request: FastifyRequest, body: string | Buffer): Promise<unknown> {
  const text = body.toString();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OperationError("invalid-input", "The request's body is not valid JSON.", { cause });
  }
}
