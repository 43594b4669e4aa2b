import * as z from "zod";
import { happenedInDrive } from "./happened.ts";

/** What happens to drives. */
export const driveEvents = [
  z.object({ type: z.literal("drive.created"), ...happenedInDrive, name: z.string() }),
  z.object({ type: z.literal("drive.renamed"), ...happenedInDrive, name: z.string() }),
] as const;
