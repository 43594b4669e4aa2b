import * as z from "zod";
import { happened } from "./happened.ts";

/** What happens to what is asked of a person, in their own stream; what that is now is asked for. */
export const accessRequestEvents = [z.object({ type: z.literal("accessRequest.changed"), ...happened })] as const;
