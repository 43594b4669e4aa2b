import * as z from "zod";
import { DriveRole, Id } from "#services/contracts/shapes.ts";
import { happenedInDrive } from "./happened.ts";

/** What happens to the members of drives. */
export const memberEvents = [
  z.object({ type: z.literal("member.added"), ...happenedInDrive, userId: Id, role: DriveRole }),
  z.object({ type: z.literal("member.changed"), ...happenedInDrive, userId: Id, role: DriveRole }),
  z.object({ type: z.literal("member.removed"), ...happenedInDrive, userId: Id }),
] as const;
