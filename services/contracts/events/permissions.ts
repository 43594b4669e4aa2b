import * as z from "zod";
import { happenedToPage } from "./happened.ts";

/** What happens to the rights on pages. */
export const permissionEvents = [z.object({ type: z.literal("permission.changed"), ...happenedToPage })] as const;
