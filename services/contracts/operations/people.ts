import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import {
  Empty,
  Id,
  NewPassword,
  PersonName,
  PersonSummary,
  secretField,
  Timestamp,
} from "#services/contracts/shapes.ts";

const Avatar = z
  .object({ userId: Id, version: z.string().describe("Another one for another picture.") })
  .meta({ id: "Avatar" });

const Code = z
  .string()
  .min(1)
  .max(200)
  .meta({ ...secretField, description: "The code from the link." });

const PresentPassword = z
  .string()
  .min(1)
  .max(limits.passwordMaxCharacters)
  .meta({ ...secretField, description: "The present one." });

export const peopleOperations = {
  "people.update": defineOperation({
    method: "PATCH",
    path: "/person",
    summary: "Change the name by which others know the signed-in person.",
    input: z.object({ name: PersonName }),
    output: PersonSummary,
    audience: "people",
    requires: [],
    transaction: "write",
  }),
  "people.setAvatar": defineOperation({
    method: "PUT",
    path: "/person/avatar",
    summary:
      "Set the picture by which others know the signed-in person; the body is the raw bytes of a JPEG, PNG, WebP, GIF, AVIF or TIFF, of which the middle square is kept.",
    input: Empty,
    output: Avatar,
    audience: "people",
    requires: [],
    transaction: "none",
    transport: "upload",
  }),
  "people.removeAvatar": defineOperation({
    method: "DELETE",
    path: "/person/avatar",
    summary: "Remove the picture of the signed-in person, whom others know by their letters then.",
    input: Empty,
    output: Empty,
    audience: "people",
    requires: [],
    transaction: "write",
  }),
  "people.listAvatars": defineOperation({
    method: "GET",
    path: "/people/avatars",
    summary: "List who has a picture, among those one knows.",
    input: Empty,
    output: z.object({ items: z.array(Avatar) }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "people.readAvatar": defineOperation({
    method: "GET",
    path: "/people/{userId}/avatar",
    summary: "Download the picture of a person one knows, as a square WebP.",
    input: z.object({
      userId: Id,
      version: z
        .string()
        .max(100)
        .optional()
        .describe("Makes the address of a new picture another one; else without meaning."),
    }),
    output: z.unknown(),
    audience: "people",
    requires: [],
    transaction: "none",
    transport: "download",
  }),
  "people.changePassword": defineOperation({
    method: "PUT",
    path: "/person/password",
    summary: "Change the password of the signed-in person, who gives the present one.",
    input: z.object({
      password: PresentPassword,
      newPassword: NewPassword,
      endsOtherSessions: z.boolean().default(true).describe("Signs the person out everywhere but here."),
    }),
    output: Empty,
    audience: "people",
    requires: [],
    transaction: "none",
  }),
  "people.list": defineOperation({
    method: "GET",
    path: "/people/all",
    summary: "List every account of the installation, for its owner.",
    input: Empty,
    output: z.object({
      items: z.array(
        z.object({
          person: PersonSummary,
          isOwner: z.boolean().describe("Of the installation."),
          isDeactivated: z.boolean(),
          ownedCount: z.number().int().describe("Shared drives they own, in the trash too."),
          driveCount: z.number().int().describe("Shared drives they are a member of."),
          lastSeenAt: Timestamp.nullable().describe("Of their living sessions; null for none."),
          createdAt: Timestamp,
        }),
      ),
    }),
    audience: "people",
    requires: [{ kind: "server", level: "owner" }],
    transaction: "read",
  }),
  "people.deactivate": defineOperation({
    method: "POST",
    path: "/people/{userId}/deactivate",
    summary:
      "Deactivate an account: it is signed out everywhere, its tokens and share links stop working, its open invites end; what the person wrote, their places and their drives stay.",
    input: z.object({ userId: Id }),
    output: Empty,
    audience: "people",
    requires: [{ kind: "server", level: "owner" }],
    transaction: "write",
    isDestructive: true,
  }),
  "people.reactivate": defineOperation({
    method: "POST",
    path: "/people/{userId}/reactivate",
    summary: "Reactivate an account, whose person signs in as before; their tokens and share links work again.",
    input: z.object({ userId: Id }),
    output: Empty,
    audience: "people",
    requires: [{ kind: "server", level: "owner" }],
    transaction: "write",
  }),
  "people.delete": defineOperation({
    method: "DELETE",
    path: "/people/{userId}",
    summary:
      "Delete an account for ever: what the person wrote stays, as of a deleted account; shared drives they own are handed to the owner of the installation, their Home drive goes to that owner's trash.",
    input: z.object({ userId: Id }),
    output: Empty,
    audience: "people",
    requires: [{ kind: "server", level: "owner" }],
    transaction: "write",
    isDestructive: true,
  }),
  "people.deleteSelf": defineOperation({
    method: "POST",
    path: "/person/delete",
    summary: "Delete the account of the signed-in person, who gives the password; as `people.delete`.",
    input: z.object({ password: PresentPassword }),
    output: Empty,
    audience: "people",
    requires: [],
    transaction: "none",
    isDestructive: true,
  }),
  "passwordResets.create": defineOperation({
    method: "POST",
    path: "/people/{userId}/password-reset",
    summary:
      "Create a link by which a person sets a new password within a day; links made for them before stop working.",
    input: z.object({ userId: Id }),
    output: z.object({ url: z.string(), expiresAt: Timestamp }),
    audience: "people",
    requires: [{ kind: "server", level: "owner" }],
    transaction: "write",
    secretOutput: true,
  }),
  "passwordResets.read": defineOperation({
    method: "POST",
    path: "/password-reset/read",
    summary: "Read whose password a link sets.",
    input: z.object({ code: Code }),
    output: z.object({ name: z.string(), email: z.string().nullable(), expiresAt: Timestamp }),
    audience: "public",
    requires: [],
    transaction: "read",
  }),
  "passwordResets.use": defineOperation({
    method: "POST",
    path: "/password-reset",
    summary: "Set a new password by a link; every session of the person ends.",
    input: z.object({ code: Code, password: NewPassword }),
    output: Empty,
    audience: "public",
    requires: [],
    transaction: "none",
  }),
} as const;
