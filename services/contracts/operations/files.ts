import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, FileDetails, Id, PageSummary } from "#services/contracts/shapes.ts";

const OnePage = z.object({ pageId: Id });
const FileName = z
  .string()
  .min(1)
  .max(limits.fileNameBytes)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001f/\\]+$/, "must be a plain file name without slashes or control characters");

export const fileOperations = {
  "files.upload": defineOperation({
    method: "POST",
    path: "/files",
    summary: "Upload a file as a page; the body is the raw bytes.",
    input: z.object({ driveId: Id, parentId: Id.optional(), name: FileName }),
    output: PageSummary,
    audience: "everyone",
    requires: [{ kind: "place", parent: "parentId", drive: "driveId", level: "edit" }],
    transaction: "none",
    transport: "upload",
  }),
  "files.read": defineOperation({
    method: "GET",
    path: "/files/{pageId}/details",
    summary: "Read a file's size, type, extracted text and the state of its preview.",
    input: OnePage,
    output: FileDetails,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "read",
  }),
  "files.download": defineOperation({
    method: "GET",
    path: "/files/{pageId}",
    summary: "Download a file's bytes.",
    input: OnePage,
    output: z.unknown(),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "none",
    transport: "download",
  }),
  "files.preview": defineOperation({
    method: "GET",
    path: "/files/{pageId}/preview",
    summary: "Download a file's preview image as WebP.",
    input: OnePage,
    output: z.unknown(),
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "none",
    transport: "download",
  }),
  "files.reprocess": defineOperation({
    method: "POST",
    path: "/files/{pageId}/reprocess",
    summary: "Make a file's preview and text once more after a failure.",
    input: OnePage,
    output: Empty,
    audience: "everyone",
    requires: [{ kind: "page", field: "pageId", level: "edit" }],
    transaction: "write",
  }),
} as const;
