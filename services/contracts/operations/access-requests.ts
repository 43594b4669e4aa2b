import * as z from "zod";
import { limits } from "#services/contracts/limits.ts";
import { defineOperation } from "#services/contracts/operation.ts";
import { Empty, GrantLevel, Id, PageSummary, PersonSummary, Text, Timestamp } from "#services/contracts/shapes.ts";

const AskedLevel = GrantLevel.exclude(["manage"]);

const AccessRequest = z
  .object({
    page: PageSummary.pick({ id: true, driveId: true, type: true, title: true, icon: true }),
    person: PersonSummary,
    level: AskedLevel,
    message: z.string(),
    createdAt: Timestamp,
  })
  .meta({ id: "AccessRequest" });
export type AccessRequest = z.infer<typeof AccessRequest>;

export const accessRequestOperations = {
  "accessRequests.create": defineOperation({
    method: "POST",
    path: "/access-requests",
    summary:
      "Ask those who manage a page for a level on it; the answer is the same whether there is such a page or not.",
    input: z.object({
      pageId: Id,
      level: AskedLevel.default("view"),
      message: Text.max(limits.accessRequestCharacters).default("").describe("Said to those who manage the page."),
    }),
    output: Empty,
    audience: "people",
    requires: [],
    transaction: "write",
  }),
  "accessRequests.list": defineOperation({
    method: "GET",
    path: "/access-requests",
    summary: "List who asks for a level on pages that the actor manages and does not have it yet, the oldest first.",
    input: Empty,
    output: z.object({ items: z.array(AccessRequest) }),
    audience: "people",
    requires: [],
    filtered: true,
    transaction: "read",
  }),
  "accessRequests.answer": defineOperation({
    method: "POST",
    path: "/pages/{pageId}/access-requests/{userId}",
    summary: "Give a person who asked for it a level on a page and what lies below it, or decline.",
    input: z.object({
      pageId: Id,
      userId: Id,
      level: GrantLevel.nullable().describe("What the person gets; null declines."),
    }),
    output: Empty,
    audience: "people",
    requires: [{ kind: "page", field: "pageId", level: "manage" }],
    transaction: "write",
  }),
} as const;
