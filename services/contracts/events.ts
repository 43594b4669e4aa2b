import * as z from "zod";
import { DriveRole, Id, PageSummary, Timestamp } from "#services/contracts/shapes.ts";

const happened = {
  actorId: Id.nullable().describe("Who did it; null for the system."),
  createdAt: Timestamp,
};
const pageEvent = { ...happened, driveId: Id, pageId: Id };

/** Something that happened in a stream (a drive or a person), as clients receive it. */
export const WorkspaceEvent = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("page.created"), ...pageEvent, page: PageSummary }),
    z.object({ type: z.literal("page.renamed"), ...pageEvent, title: z.string() }),
    z.object({
      type: z.literal("page.moved"),
      ...pageEvent,
      parentId: Id.nullable(),
      position: z.string(),
      fromParentId: Id.nullable(),
    }),
    z.object({ type: z.literal("page.trashed"), ...pageEvent, parentId: Id.nullable() }),
    z.object({ type: z.literal("page.restored"), ...pageEvent, parentId: Id.nullable() }),
    z.object({ type: z.literal("page.deleted"), ...pageEvent }),
    z.object({ type: z.literal("page.content-changed"), ...pageEvent }),
    z.object({ type: z.literal("file.processed"), ...pageEvent }),
    z.object({ type: z.literal("drive.created"), ...happened, driveId: Id, name: z.string() }),
    z.object({ type: z.literal("drive.renamed"), ...happened, driveId: Id, name: z.string() }),
    z.object({ type: z.literal("member.added"), ...happened, driveId: Id, userId: Id, role: DriveRole }),
    z.object({ type: z.literal("member.removed"), ...happened, driveId: Id, userId: Id }),
    z.object({ type: z.literal("permission.changed"), ...pageEvent }),
  ])
  .meta({ id: "WorkspaceEvent" });
export type WorkspaceEvent = z.infer<typeof WorkspaceEvent>;

/** An event before it is stored: the time and place in the stream are given by the store. */
export type NewWorkspaceEvent = WorkspaceEvent extends infer Event
  ? Event extends { createdAt: string }
    ? Omit<Event, "createdAt">
    : never
  : never;
