import * as z from "zod";
import { Cover, Id, PageSummary, Tag } from "#services/contracts/shapes.ts";
import { happenedToPage } from "./happened.ts";

/** What happens to pages. */
export const pageEvents = [
  z.object({ type: z.literal("page.created"), ...happenedToPage, page: PageSummary }),
  z.object({ type: z.literal("page.renamed"), ...happenedToPage, title: z.string(), fromTitle: z.string().optional() }),
  z.object({ type: z.literal("page.icon-changed"), ...happenedToPage, icon: z.string().nullable() }),
  z.object({ type: z.literal("page.template-changed"), ...happenedToPage, isTemplate: z.boolean() }),
  z.object({ type: z.literal("page.tags-changed"), ...happenedToPage, tags: z.array(Tag) }),
  z.object({ type: z.literal("page.width-changed"), ...happenedToPage, isFullWidth: z.boolean() }),
  z.object({ type: z.literal("page.lock-changed"), ...happenedToPage, isLocked: z.boolean() }),
  /** Null also for those who may not see the picture. */
  z.object({ type: z.literal("page.cover-changed"), ...happenedToPage, cover: Cover.nullable() }),
  /** Told to both drives where it leaves one for another; `driveId` is where it lies now. */
  z.object({
    type: z.literal("page.moved"),
    ...happenedToPage,
    parentId: Id.nullable(),
    position: z.string(),
    fromParentId: Id.nullable(),
  }),
  z.object({ type: z.literal("page.trashed"), ...happenedToPage, parentId: Id.nullable() }),
  z.object({ type: z.literal("page.restored"), ...happenedToPage, parentId: Id.nullable() }),
  z.object({ type: z.literal("page.deleted"), ...happenedToPage }),
  z.object({ type: z.literal("page.content-changed"), ...happenedToPage }),
] as const;
