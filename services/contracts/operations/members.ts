import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import { DriveMember, DriveRole, Empty, Id } from "#services/contracts/shapes.ts";

const OneDrive = z.object({ driveId: Id });
const OneMember = z.object({ driveId: Id, userId: Id });
const manage = { kind: "drive", field: "driveId", level: "manage" } as const;

export const memberOperations = {
  "members.list": defineOperation({
    method: "GET",
    path: "/drives/{driveId}/members",
    summary:
      "List the members of a drive, the most powerful first; a guest is told of themself and of those in charge.",
    input: OneDrive,
    output: z.object({ items: z.array(DriveMember) }),
    audience: "people",
    requires: [{ kind: "drive", field: "driveId", level: "view" }],
    filtered: true,
    transaction: "read",
  }),
  "members.changeRole": defineOperation({
    method: "PATCH",
    path: "/drives/{driveId}/members/{userId}",
    summary: "Change the role of a member; the owner's changes only with `drives.transferOwnership`.",
    input: OneMember.extend({ role: DriveRole.exclude(["owner"]) }),
    output: DriveMember,
    audience: "people",
    requires: [manage],
    changesShape: true,
    transaction: "write",
  }),
  "members.remove": defineOperation({
    method: "DELETE",
    path: "/drives/{driveId}/members/{userId}",
    summary: "Remove a member from a drive, with all that was granted to them there and the open invites they made.",
    input: OneMember,
    output: Empty,
    audience: "people",
    requires: [manage],
    changesShape: true,
    transaction: "write",
  }),
  "drives.leave": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/leave",
    summary: "Leave a drive, with all that was granted to oneself there; its owner hands it on first.",
    input: OneDrive,
    output: Empty,
    audience: "people",
    requires: [{ kind: "drive", field: "driveId", level: "view" }],
    changesShape: true,
    transaction: "write",
  }),
  "drives.transferOwnership": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/transfer",
    summary: "Hand a drive on to another member; the owner before becomes an admin of it.",
    input: OneMember,
    output: DriveMember,
    audience: "people",
    requires: [{ ...manage, role: "owner" }],
    changesShape: true,
    transaction: "write",
  }),
} as const;
