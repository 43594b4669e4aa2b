import * as z from "zod";
import { defineOperation } from "#services/contracts/operation.ts";
import { Email, NewPassword, PersonName, PersonSummary, secretField } from "#services/contracts/shapes.ts";

export const setupOperations = {
  "setup.createOwner": defineOperation({
    method: "POST",
    path: "/setup/owner",
    summary: "Create the owner of a new installation and sign them in.",
    input: z.object({
      code: z
        .string()
        .min(1)
        .max(200)
        .meta({ ...secretField, description: "The setup code that the start printed." }),
      name: PersonName,
      email: Email,
      password: NewPassword,
    }),
    output: z.object({ user: PersonSummary }),
    audience: "public",
    requires: [],
    transaction: "none",
  }),
} as const;
