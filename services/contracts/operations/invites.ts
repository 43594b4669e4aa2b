import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Email, Empty, Id, PersonName, PersonSummary, secretField, Timestamp } from "#services/contracts/shapes.ts";

const InvitableRole = z.enum(["admin", "editor", "commenter", "viewer", "guest"]);
const Invite = z
  .object({
    id: Id,
    prefix: z.string().describe("The beginning of the link's code, to tell links apart."),
    role: InvitableRole,
    createdBy: z.string().describe("Name of the person who made it."),
    createdAt: Timestamp,
    expiresAt: Timestamp.nullable().describe("Null: never."),
    maxUses: z.number().int().nullable().describe("How many people may join by it; null: any number."),
    uses: z.number().int().describe("How many have joined by it."),
  })
  .meta({ id: "Invite" });
const manage = { kind: "drive", field: "driveId", level: "manage" } as const;
const Code = z
  .string()
  .min(1)
  .max(200)
  .meta({ ...secretField, description: "The code from the invite link." });

export const inviteOperations = {
  "invites.create": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/invites",
    summary: "Create a link by which people join a drive.",
    input: z.object({
      driveId: Id,
      role: InvitableRole,
      maxUses: z
        .number()
        .int()
        .min(1)
        .max(10_000)
        .nullable()
        .default(1)
        .describe("How many people may join by it; null: any number."),
      expiresInDays: z.number().int().min(1).max(365).nullable().default(7).describe("Null: it does not expire."),
    }),
    output: z.object({ url: z.string(), invite: Invite }),
    audience: "people",
    requires: [manage],
    changesShape: true,
    transaction: "write",
    secretOutput: true,
  }),
  "invites.mail": defineOperation({
    method: "POST",
    path: "/drives/{driveId}/invites/mail",
    summary: "Mail the link of an invite to somebody; it works whether or not the mail could be sent.",
    input: z.object({ driveId: Id, code: Code, email: Email }),
    output: Empty,
    audience: "people",
    requires: [manage],
    transaction: "none",
  }),
  "invites.list": defineOperation({
    method: "GET",
    path: "/drives/{driveId}/invites",
    summary: "List the invites by which somebody can still join a drive, the newest first.",
    input: z.object({ driveId: Id }),
    output: z.object({ items: z.array(Invite) }),
    audience: "people",
    requires: [manage],
    transaction: "read",
  }),
  "invites.revoke": defineOperation({
    method: "DELETE",
    path: "/drives/{driveId}/invites/{inviteId}",
    summary: "Take an invite back: nobody joins by its link any more.",
    input: z.object({ driveId: Id, inviteId: Id }),
    output: Empty,
    audience: "people",
    requires: [manage],
    transaction: "write",
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
      expiresAt: Timestamp.nullable(),
      joinedDriveId: Id.nullable().describe(
        "The drive, for a signed-in person who is in it already; the link may be used up or out of date then.",
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
