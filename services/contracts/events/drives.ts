import * as z from "zod";
import { DriveSummary } from "#services/contracts/shapes.ts";
import { happenedInDrive } from "./happened.ts";

/** What happens to drives. */
export const driveEvents = [
  z.object({ type: z.literal("drive.created"), ...happenedInDrive, name: z.string() }),
  z.object({ type: z.literal("drive.renamed"), ...happenedInDrive, name: z.string() }),
  z.object({ type: z.literal("drive.updated"), ...happenedInDrive, icon: DriveSummary.shape.icon }),
  z.object({ type: z.literal("drive.trashed"), ...happenedInDrive }),
  z.object({ type: z.literal("drive.restored"), ...happenedInDrive }),
] as const;
