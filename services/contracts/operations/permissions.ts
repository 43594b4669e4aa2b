import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import {
  Email,
  GrantLevel,
  GrantRole,
  Id,
  PagePermissions,
  PersonSummary,
  Text,
  Timestamp,
} from "#services/contracts/shapes.ts";

const manage = { kind: "page", field: "pageId", level: "manage" } as const;

export const permissionOperations = {
  "permissions.list": defineOperation({
    method: "GET",
    path: "/pages/{pageId}/permissions",
    summary: "List who may see a page, and the grants and the restriction that make it so.",
    input: z.object({ pageId: Id }),
    output: PagePermissions,
    audience: "people",
    requires: [{ kind: "page", field: "pageId", level: "view" }],
    transaction: "read",
  }),
  "permissions.grant": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/permissions",
    summary:
      "Give a person or a role of the drive a level on a page and what lies below it, in place of the grant they had there.",
    input: z
      .object({
        pageId: Id,
        userId: Id.optional(),
        email: Email.optional().meta({
          description: "Of a person with an account here, in place of `userId`.",
          examples: ["ada@example.org"],
        }),
        role: GrantRole.optional().describe("Members of this role, in place of a person."),
        level: GrantLevel,
        expiresAt: Timestamp.nullish().describe("When the grant ends; left out or null: never."),
      })
      .refine(
        ({ userId, email, role }) => [userId, email, role].filter((given) => given !== undefined).length === 1,
        "name one of userId, email and role",
      ),
    output: PagePermissions,
    audience: "people",
    requires: [manage],
    transaction: "write",
  }),
  "permissions.revoke": defineOperation({
    method: "DELETE",
    path: "/pages/{pageId}/permissions/{permissionId}",
    summary: "Take a grant on a page back.",
    input: z.object({ pageId: Id, permissionId: Id }),
    output: PagePermissions,
    audience: "people",
    requires: [manage],
    transaction: "write",
  }),
  "permissions.restrict": defineOperation({
    method: "PUT",
    path: "/pages/{pageId}/restriction",
    summary: "Restrict a page to whom it is granted, or let the drive's members see it again.",
    input: z.object({ pageId: Id, isRestricted: z.boolean() }),
    output: PagePermissions,
    audience: "people",
    requires: [manage],
    changesShape: true,
    entityTag: "change",
    transaction: "write",
  }),
  "people.search": defineOperation({
    method: "GET",
    path: "/people",
    summary: "Find people by the beginning of a name or an address among those one shares a drive with.",
    input: z.object({
      query: Text.max(200).default("").describe("Left out: the first of them."),
      limit: z.coerce.number().int().min(1).max(20).default(8),
    }),
    output: z.object({ items: z.array(PersonSummary) }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
} as const;
