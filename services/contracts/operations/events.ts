import * as z from "zod";
import { WorkspaceEvent } from "#services/contracts/events.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Cursor, Id } from "#services/contracts/shapes.ts";

export const eventOperations = {
  "events.list": defineOperation({
    method: "POST",
    path: "/events/list",
    summary: "List what happened in streams since the given cursors.",
    input: z.object({
      streams: z
        .array(z.object({ id: Id.describe("A drive, or the actor."), cursor: Cursor.nullable() }))
        .min(1)
        .max(200),
    }),
    output: z.object({
      streams: z.array(
        z.object({
          id: Id,
          items: z.array(WorkspaceEvent),
          cursor: Cursor,
          reset: z.boolean().describe("The cursor was absent, unreadable or too old: read again what you show."),
        }),
      ),
    }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "socketTokens.issue": defineOperation({
    method: "POST",
    path: "/socket-tokens",
    summary: "Issue a token for one socket connection.",
    input: z.object({}),
    output: z.object({ token: z.string(), expiresAt: z.iso.datetime() }),
    audience: "people",
    requires: [],
    transaction: "write",
    secretOutput: true,
  }),
} as const;
