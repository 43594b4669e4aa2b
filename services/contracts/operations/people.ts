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

const Code = z
  .string()
  .min(1)
  .max(200)
  .meta({ ...secretField, description: "The code from the link." });

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
  "people.changePassword": defineOperation({
    method: "PUT",
    path: "/person/password",
    summary: "Change the password of the signed-in person, who gives the present one.",
    input: z.object({
      password: z
        .string()
        .min(1)
        .max(limits.passwordMaxCharacters)
        .meta({ ...secretField, description: "The present one." }),
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
