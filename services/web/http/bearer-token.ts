import type { FastifyRequest } from "fastify";

/** The token of a request's `Authorization: Bearer …`. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
}

/** What a program is told whose token nobody may act by. */
export const unknownToken =
  "This token is unknown, was revoked or has expired; send one as “Authorization: Bearer …”; tokens are made in the settings.";
