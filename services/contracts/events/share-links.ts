import * as z from "zod";
import { happenedToPage } from "./happened.ts";

/** What happens to the links by which people without an account read pages. */
export const shareLinkEvents = [
  z.object({ type: z.literal("shareLink.made"), ...happenedToPage }),
  z.object({ type: z.literal("shareLink.ended"), ...happenedToPage }),
] as const;
