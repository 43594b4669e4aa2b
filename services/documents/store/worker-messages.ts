import * as z from "zod";

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Pieces = z.array(Bytes).readonly();

const BodyIndex = z.object({
  vector: z.string(),
  places: z.array(z.number()).readonly(),
  known: z.array(z.string()).readonly(),
});

const Links = z.array(z.object({ kind: z.enum(["page", "person"]), targetId: z.string(), excerpt: z.string() }));

/** A task for the diff worker. */
export const WorkerTask = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("replace"),
    head: Pieces,
    base: Pieces.nullable().describe("The state the markdown was made from; null when that is the head."),
    markdown: z.string(),
    clientIds: z.array(z.number()).describe("Yjs client ids to write under; the first that is free is used."),
  }),
  z.object({
    kind: z.literal("render"),
    json: z.string().describe("Editor JSON."),
    format: z.enum(["markdown", "html"]),
    names: z
      .array(z.tuple([z.string(), z.string()]))
      .default([])
      .describe("Of what it mentions, by address."),
  }),
  z.object({ kind: z.literal("project"), pieces: Pieces }),
  z.object({ kind: z.literal("index"), pieces: Pieces }),
  z.object({ kind: z.literal("snapshot"), pieces: Pieces }),
  z.object({ kind: z.literal("migrate"), pieces: Pieces }),
  z.object({
    kind: z.literal("readdress"),
    pieces: Pieces,
    otherIds: z
      .array(z.tuple([z.string(), z.string()]))
      .describe("Ids of pages, each with the one to be named instead."),
  }),
]);
export type WorkerTask = z.input<typeof WorkerTask>;

/** What each kind of task gives. */
export const workerResults = {
  replace: z.object({
    update: Bytes.nullable().describe("Null when the document already says that."),
    clientId: z.number(),
    isBaseTree: z.boolean().describe("The base is of a form whose words cannot be told again: nothing was changed."),
  }),
  render: z.string(),
  project: z.object({ json: z.string(), text: z.string() }),
  index: z.object({ json: z.string(), text: z.string(), bodyIndex: BodyIndex, links: Links }),
  snapshot: Bytes,
  migrate: z.object({ update: Bytes }),
  readdress: z.object({ update: Bytes.nullable().describe("Null when none of the pages is named.") }),
} as const;
export type WorkerResult<Kind extends WorkerTask["kind"]> = z.infer<(typeof workerResults)[Kind]>;

/** The worker's answer to the task it was given last. */
export const WorkerAnswer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("done"), result: z.unknown() }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);
export type WorkerAnswer = z.infer<typeof WorkerAnswer>;
