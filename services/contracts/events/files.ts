import * as z from "zod";
import { happenedToPage } from "./happened.ts";

/** What happens to the bytes of files; as pages they have the events of pages. */
export const fileEvents = [z.object({ type: z.literal("file.processed"), ...happenedToPage })] as const;
