import * as z from "zod";
import { DriveRole } from "#services/contracts/shapes.ts";
import { happenedInDrive } from "./happened.ts";

/** What happens to invites to drives; told to those who manage the drive. */
export const inviteEvents = [
  z.object({ type: z.literal("invite.made"), ...happenedInDrive, role: DriveRole }),
  z.object({ type: z.literal("invite.ended"), ...happenedInDrive, role: DriveRole }),
] as const;
