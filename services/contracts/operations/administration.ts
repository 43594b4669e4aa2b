import * as z from "zod";
import { serviceNames } from "#services/contracts/control.ts";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, Id, PersonSummary, Timestamp } from "#services/contracts/shapes.ts";

const ofOwner = { audience: "people", requires: [{ kind: "server", level: "owner" }] } as const;

const Bytes = z.number().int().min(0);
const Count = z.number().int().min(0);

/** A program whose lines are kept. */
export const LogProgram = z.enum([...serviceNames, "postgres"]);
export const LogLevel = z.enum(["debug", "info", "warn", "error"]);

export const administrationOperations = {
  "administration.readStorage": defineOperation({
    method: "GET",
    path: "/administration/storage",
    summary: "Read what the installation stores and how much room is left, for its owner.",
    input: Empty,
    output: z.object({
      databaseBytes: Bytes,
      files: z.object({ count: Count, bytes: Bytes }).describe("Contents, each stored once."),
      trash: z.object({ pages: Count, drives: Count, fileBytes: Bytes }),
      disk: z
        .object({ freeBytes: Bytes, totalBytes: Bytes, isLow: z.boolean() })
        .nullable()
        .describe("Where files are kept; null where web cannot read that."),
      largestDrives: z
        .array(
          z.object({
            id: Id,
            name: z.string().nullable().describe("Null where the asking person has no place in it."),
            owner: PersonSummary,
            fileBytes: Bytes,
            pages: Count,
          }),
        )
        .describe("By the bytes of their files."),
      largestFiles: z.array(
        z.object({
          pageId: Id.nullable(),
          title: z.string().nullable().describe("Null where the asking person may not see it."),
          bytes: Bytes,
        }),
      ),
    }),
    ...ofOwner,
    filtered: true,
    transaction: "read",
  }),
  "administration.readHealth": defineOperation({
    method: "GET",
    path: "/administration/health",
    summary: "Read whether the parts of the installation work, and what waits to be done, for its owner.",
    input: Empty,
    output: z.object({
      services: z.array(
        z.object({
          name: z.enum([...serviceNames, "postgres"]),
          isReachable: z.boolean(),
          roundTripMs: z.number().nullable().describe("Of one question; null where nobody answers, and of web itself."),
          upSince: Timestamp.nullable().describe("Null where it is not told."),
        }),
      ),
      queue: z
        .object({ waiting: Count, running: Count, failed: Count })
        .describe("Files whose preview and text are made; the failed ones of the last day."),
      hasRedis: z.boolean().describe("Whether rights are shared over Redis."),
      slowStatements: z
        .array(z.object({ statement: z.string(), calls: Count, meanMs: z.number(), totalMs: z.number() }))
        .nullable()
        .describe("By their time in all; null where PostgreSQL does not keep them."),
    }),
    ...ofOwner,
    transaction: "read",
  }),
  "administration.readVersions": defineOperation({
    method: "GET",
    path: "/administration/versions",
    summary: "Read which versions the installation runs, for its owner.",
    input: Empty,
    output: z.object({
      pagespace: z.string(),
      node: z.string(),
      postgres: z.string(),
      migration: z.string().nullable().describe("Name of the last one that was applied."),
    }),
    ...ofOwner,
    transaction: "read",
  }),
  "administration.readLogs": defineOperation({
    method: "GET",
    path: "/administration/logs",
    summary: "Read the last lines that a program of the installation wrote, for its owner.",
    input: z.object({
      program: LogProgram.default("web"),
      leastLevel: LogLevel.default("debug").describe("The least that is shown."),
      limit: z.coerce.number().int().min(1).max(limits.logLines).default(200),
    }),
    output: z.object({
      isKept: z.boolean().describe("False where they go to the standard output of each process instead."),
      lines: z
        .array(z.object({ at: Timestamp.nullable(), level: LogLevel, text: z.string() }))
        .describe("The oldest first, out of the newest part of the file; secrets are left out."),
    }),
    ...ofOwner,
    transaction: "read",
  }),
} as const;
