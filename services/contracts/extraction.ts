import * as z from "zod";

/** What the processor asks of an `extract` worker: one job, then it ends. Paths are absolute. */
export const ExtractionRequest = z.object({
  kind: z.literal("extract"),
  sourcePath: z.string(),
  mediaType: z.string(),
  previewPath: z.string().nullable().describe("Where to write the WebP preview; null: make none."),
  previewShape: z
    .enum(["whole", "square"])
    .default("whole")
    .describe("`square`: the middle, in the size of an avatar."),
  textPath: z.string().nullable().describe("Where to write the extracted text as UTF-8; null: extract none."),
});
export type ExtractionRequest = z.input<typeof ExtractionRequest>;

const Outcome = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("failed"), reason: z.string().describe("A sentence for the file's page.") }),
]);

const ExtractionResult = z.object({ kind: z.literal("extracted"), preview: Outcome, text: Outcome });
export type ExtractionResult = z.infer<typeof ExtractionResult>;

/** What an `extract` worker answers: what came of the file, or that the machine and not the file is to blame. */
export const ExtractionAnswer = z.discriminatedUnion("kind", [
  ExtractionResult,
  z.object({ kind: z.literal("hindered"), code: z.string().optional().describe("Of a system error such as ENOSPC.") }),
]);
export type ExtractionAnswer = z.infer<typeof ExtractionAnswer>;
