import * as z from "zod";
import { Id, Tag } from "#services/contracts/shapes.ts";
import { happenedInDrive } from "./happened.ts";

const happenedToTag = { ...happenedInDrive, tagId: Id, name: z.string(), color: Tag.shape.color };

/** What happens to the tags of drives, told to those whose role opens the drive; that pages carry them is told of the pages. */
export const tagEvents = [
  z.object({ type: z.literal("tag.created"), ...happenedToTag }),
  z.object({ type: z.literal("tag.updated"), ...happenedToTag }),
  z.object({ type: z.literal("tag.deleted"), ...happenedToTag }),
  z.object({ type: z.literal("tag.restored"), ...happenedToTag }),
] as const;
