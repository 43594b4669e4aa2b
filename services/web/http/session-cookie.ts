import type { FastifyReply, FastifyRequest } from "fastify";
import { sessionLifetimeDays } from "#services/identity/sessions.ts";

const lifetimeSeconds = sessionLifetimeDays * 24 * 60 * 60;

/** The cookie's name: browsers keep a `__Host-` cookie to https and to this very host. */
function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-ps_session" : "ps_session";
}

/** The session token a request carries in its cookie. */
export function sessionCookieOf(request: FastifyRequest, isSecure: boolean): string | undefined {
  return request.cookies[cookieName(isSecure)];
}

/** Gives the browser the session's token for as long as a session lives after its last use. */
export function setSessionCookie(reply: FastifyReply, isSecure: boolean, token: string): void {
  void reply.setCookie(cookieName(isSecure), token, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure,
    maxAge: lifetimeSeconds,
  });
}

/** Takes the session's token from the browser. */
export function clearSessionCookie(reply: FastifyReply, isSecure: boolean): void {
  void reply.clearCookie(cookieName(isSecure), { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure });
}
