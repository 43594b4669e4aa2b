import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import { DriveName, DriveSummary, Empty, Id } from "#services/contracts/shapes.ts";

export const driveOperations = {
  "drives.list": defineOperation({
    method: "GET",
    path: "/drives",
    summary: "List the drives the actor is a member of, the Home drive first.",
    input: Empty,
    output: z.object({ items: z.array(DriveSummary) }),
    audience: "everyone",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "drives.create": defineOperation({
    method: "POST",
    path: "/drives",
    summary: "Create a drive owned by the actor.",
    input: z.object({ name: DriveName }),
    output: DriveSummary,
    audience: "everyone",
    requires: [],
    transaction: "write",
  }),
  "drives.rename": defineOperation({
    method: "PATCH",
    path: "/drives/{driveId}",
    summary: "Rename a drive.",
    input: z.object({ driveId: Id, name: DriveName }),
    output: DriveSummary,
    audience: "everyone",
    requires: [{ kind: "drive", field: "driveId", level: "manage" }],
    transaction: "write",
  }),
} as const;
