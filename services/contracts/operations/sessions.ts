import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Cursor, Email, Empty, Id, PersonSummary, secretField, Timestamp } from "#services/contracts/shapes.ts";

export const SessionSummary = z
  .object({
    id: Id,
    isCurrent: z.boolean(),
    userAgent: z.string().nullable(),
    createdAt: Timestamp,
    lastSeenAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: "SessionSummary" });

export const sessionOperations = {
  "sessions.create": defineOperation({
    method: "POST",
    path: "/sessions",
    summary: "Sign in with e-mail and password; sets the session cookie.",
    input: z.object({ email: Email, password: z.string().min(1).max(limits.passwordMaxCharacters).meta(secretField) }),
    output: z.object({ user: PersonSummary }),
    audience: "public",
    requires: [],
    transaction: "none",
  }),
  "sessions.read": defineOperation({
    method: "GET",
    path: "/session",
    summary: "Read who is signed in and on which installation.",
    input: Empty,
    output: z.object({
      user: PersonSummary,
      isOwner: z.boolean().describe("Whether the person owns the installation."),
      canMail: z.boolean().describe("Whether this installation mails invites."),
      session: SessionSummary,
      serverId: Id.describe("Names local copies of this installation's data."),
      realtimeUrl: z.string().nullable().describe("Where sockets connect directly; null means this origin."),
      streams: z
        .array(z.object({ id: Id.describe("A drive, or the actor."), cursor: Cursor }))
        .describe("Where the streams of the person stand: what is read after this answer is followed from here."),
    }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "sessions.list": defineOperation({
    method: "GET",
    path: "/sessions",
    summary: "List the sessions of the signed-in person.",
    input: Empty,
    output: z.object({ items: z.array(SessionSummary) }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "sessions.delete": defineOperation({
    method: "DELETE",
    path: "/sessions/{sessionId}",
    summary: "Delete a session of the signed-in person; `current` signs out.",
    input: z.object({ sessionId: z.union([z.literal("current"), Id]) }),
    output: Empty,
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "write",
  }),
} as const;
