import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Email, Id, PersonName, PersonSummary, secretField, Timestamp } from "#services/contracts/shapes.ts";

const InvitableRole = z.enum(["admin", "editor", "commenter", "viewer", "guest"]);
const Code = z
  .string()
  .min(1)
  .max(200)
  .meta({ ...secretField, description: "The code from the invite link." });

export const inviteOperations = {
  "invites.create": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/invites",
    summary: "Create a link by which one person joins a drive.",
    input: z.object({ driveId: Id, role: InvitableRole }),
    output: z.object({ url: z.string(), expiresAt: Timestamp }),
    audience: "people",
    requires: [{ kind: "drive", field: "driveId", level: "manage" }],
    transaction: "write",
    secretOutput: true,
  }),
  "invites.read": defineOperation({
    method: "POST",
    path: "/invites/read",
    summary: "Read what an invite link offers, or to whose drive it led when that drive is one's own already.",
    input: z.object({ code: Code }),
    output: z.object({
      driveName: z.string(),
      role: InvitableRole,
      invitedBy: z.string(),
      expiresAt: Timestamp,
      joinedDriveId: Id.nullable().describe(
        "The drive, for a signed-in person who is in it already; the link may be used or out of date then.",
      ),
    }),
    audience: "public",
    requires: [],
    transaction: "read",
  }),
  "invites.accept": defineOperation({
    method: "POST",
    path: "/invites/accept",
    summary:
      "Accept an invite as a new person, as one with an account, or as the one signed in. A member of the drive leaves it unused.",
    input: z.object({
      code: Code,
      name: PersonName.optional().describe("For a new account."),
      email: Email.optional().describe("Left out by a person who is signed in."),
      password: z
        .string()
        .min(limits.passwordMinCharacters)
        .max(limits.passwordMaxCharacters)
        .meta({ ...secretField, description: "The new account's password, or the existing one's." })
        .optional(),
    }),
    output: z.object({ user: PersonSummary, driveId: Id }),
    audience: "public",
    requires: [],
    transaction: "none",
  }),
} as const;
