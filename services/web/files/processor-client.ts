import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import * as z from "zod";
import { type ErrorCode, isErrorCode } from "#services/contracts/error-codes.ts";
import { StoredBlob } from "#services/contracts/internal.ts";
import { OperationError } from "#services/platform/errors.ts";
import { signRequest } from "#services/platform/service-signature.ts";
import type { WebServices } from "#services/web/context.ts";

/** A request to the processor, signed; the path names whom it is for. */
interface ProcessorRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
  readonly signal: AbortSignal;
}

const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Streams bytes into the content store; they are there, durably and whole, when this answers. */
export async function storeBytes(
  services: WebServices,
  upload: {
    readonly body: Readable;
    /** The length the caller declared, if any: what is shorter or longer is refused on the way. */
    readonly contentLength: string | undefined;
    readonly actorId: string;
    readonly signal: AbortSignal;
  },
): Promise<StoredBlob> {
  const { body, contentLength, actorId, signal } = upload;
  const path = `/internal/blobs?${new URLSearchParams({ actor: actorId, maxBytes: String(services.uploads.maxBytes) })}`;
  const headers = contentLength === undefined ? {} : { "content-length": contentLength };
  const response = await send(services, { method: "POST", path, headers, body, signal });
  const answer = await text(response);
  if (response.statusCode !== 201) throw refusalIn(answer);
  return StoredBlob.parse(JSON.parse(answer));
}

/** The middle of a picture as a small square WebP, made by the processor; it keeps nothing. */
export async function makeAvatar(services: WebServices, picture: Parameters<typeof storeBytes>[1]): Promise<Buffer> {
  const { body, contentLength, actorId, signal } = picture;
  const path = `/internal/avatars?${new URLSearchParams({ actor: actorId })}`;
  const headers = contentLength === undefined ? {} : { "content-length": contentLength };
  const response = await send(services, { method: "POST", path, headers, body, signal });
  if (response.statusCode !== 201) throw refusalIn(await text(response));
  return buffer(response);
}

/** Opens stored bytes or what was made of them; answers 200, 206, 304 or 416, any other answer throws. */
export async function openBytes(
  services: WebServices,
  path: string,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const response = await send(services, { method: "GET", path, headers, signal });
  const { statusCode = 0 } = response;
  if ([200, 206, 304, 416].includes(statusCode)) return response;
  const refusal = refusalIn(await text(response));
  if (refusal.code !== "not-found") throw refusal;
  services.logger.error({ path }, "stored bytes are missing");
  throw new OperationError("unavailable", refusal.message);
}

function refusalIn(answer: string): OperationError {
  const parsed = Refusal.safeParse(parseJson(answer));
  if (!parsed.success) return unreachable(undefined);
  const { code, message } = parsed.data.error;
  // A refused signature is our own fault, never the caller's.
  const shown: ErrorCode = isErrorCode(code) && code !== "unauthenticated" ? code : "unavailable";
  return new OperationError(shown, message);
}

function parseJson(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

function send(services: WebServices, request: ProcessorRequest): Promise<IncomingMessage> {
  const origin = services.peers.read().processorUrl;
  if (origin === undefined) throw unreachable(undefined);
  const { method, path, body, signal } = request;
  const signature = signRequest(services.config.secrets.service, "web", { method, path, body: body ? "unsigned" : "" });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { ...request.headers, ...signature };
  const outgoing = httpRequest(new URL(path, origin), { method, headers, agent: false, signal });
  outgoing.once("response", resolve);
  outgoing.once("error", (error) => reject(error instanceof OperationError ? error : unreachable(error)));
  if (body) forward(body, outgoing, services.uploads.silentMs);
  else outgoing.end();
  return promise;
}

/**
 * Passes a body on: a body that breaks off or stands still breaks the request off, a refusal lets the rest of the body
 * run dry so that the answer arrives.
 */
function forward(body: Readable, outgoing: ClientRequest, silentMs: number): void {
  const breakOff = (error: Error): void => {
    if (!body.readableEnded) outgoing.destroy(error);
  };
  const silence = setTimeout(() => breakOff(stoodStill(silentMs)), silentMs);
  const stopPassing = (): void => {
    clearTimeout(silence);
    body.unpipe(outgoing);
    body.resume();
  };
  body.on("data", () => silence.refresh());
  body.once("end", () => clearTimeout(silence));
  body.once("error", () => breakOff(new Error("The upload broke off.")));
  body.once("close", () => breakOff(new Error("The upload broke off.")));
  outgoing.once("response", (response) => {
    if (response.statusCode !== 201) stopPassing();
  });
  outgoing.once("error", stopPassing);
  body.pipe(outgoing);
}

function stoodStill(silentMs: number): OperationError {
  const seconds = Math.ceil(silentMs / 1_000);
  return new OperationError(
    "invalid-input",
    `Nothing of the upload arrived for ${seconds} seconds, so it was ended and nothing was stored; upload it again.`,
  );
}

function unreachable(cause: unknown): OperationError {
  const sentence = "The file service cannot be reached right now; nothing was changed. Try again in a moment.";
  return new OperationError("unavailable", sentence, { cause });
}
