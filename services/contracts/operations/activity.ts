import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import { Cursor, DriveRole, Id, PageSummary, PersonSummary, Timestamp } from "#services/contracts/shapes.ts";

/** What of all that happens is kept as activity; the same words as the events of it. */
export const ActivityKind = z.enum([
  "page.created",
  "page.content-changed",
  "page.renamed",
  "page.icon-changed",
  "page.cover-changed",
  "page.lock-changed",
  "page.tags-changed",
  "page.moved",
  "page.trashed",
  "page.restored",
  "page.deleted",
  "permission.changed",
  "shareLink.made",
  "shareLink.ended",
  "member.added",
  "member.changed",
  "member.removed",
  "invite.made",
  "invite.ended",
  "tag.created",
  "tag.updated",
  "tag.deleted",
  "tag.restored",
  "drive.created",
  "drive.renamed",
  "drive.updated",
  "drive.trashed",
  "drive.restored",
]);
export type ActivityKind = z.infer<typeof ActivityKind>;

const Activity = z
  .object({
    id: Id,
    kind: ActivityKind,
    createdAt: Timestamp,
    driveId: Id,
    actor: PersonSummary.pick({ id: true, name: true }).nullable().describe("Who did it; null for the system."),
    token: z
      .object({ name: z.string().nullable().describe("Told to the person whose token it is.") })
      .nullable()
      .describe("The token it was done through; null: the person did it themselves."),
    page: PageSummary.pick({ id: true, type: true, title: true, icon: true })
      .nullable()
      .describe("The page as it is now; null where it is about the drive or the page was deleted for ever."),
    title: z.string().nullable().describe("The title of the page, or the name of the tag or drive, then."),
    fromTitle: z.string().nullable().describe("The title before a rename."),
    person: PersonSummary.pick({ id: true, name: true }).nullable().describe("Whom it is about, where members change."),
    role: DriveRole.nullable().describe("What they became."),
  })
  .meta({ id: "Activity" });
export type Activity = z.infer<typeof Activity>;

export const activityOperations = {
  "activity.list": defineOperation({
    method: "GET",
    path: "/activity",
    summary: "List who did what on a page or in a drive, the newest first, as far as the actor may see it.",
    input: z.object({
      driveId: Id.optional().describe("One of driveId and pageId is needed."),
      pageId: Id.optional(),
      actorId: Id.optional().describe("Who did it."),
      kind: ActivityKind.optional(),
      since: Timestamp.optional().describe("At this time or later."),
      before: Timestamp.optional().describe("Before this time."),
      cursor: Cursor.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ items: z.array(Activity), nextCursor: Cursor.nullable() }),
    audience: "everyone",
    requires: [
      { kind: "page", field: "pageId", level: "view" },
      { kind: "drive", field: "driveId", level: "view" },
    ],
    filtered: true,
    transaction: "read",
  }),
} as const;
