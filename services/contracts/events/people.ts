import * as z from "zod";
import { Id } from "#services/contracts/shapes.ts";
import { happened } from "./happened.ts";

/** What happens to people, told to themselves and in the drives they are in. */
export const personEvents = [
  z.object({ type: z.literal("person.renamed"), ...happened, userId: Id, name: z.string() }),
  z.object({
    type: z.literal("person.avatar-changed"),
    ...happened,
    userId: Id,
    version: z.string().nullable().describe("Null: they have none now."),
  }),
] as const;
