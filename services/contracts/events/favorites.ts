import * as z from "zod";
import { happened } from "./happened.ts";

/** What happens to a person's favourites, in their own stream; which pages those are is asked for. */
export const favoriteEvents = [z.object({ type: z.literal("favorite.changed"), ...happened })] as const;
