import * as z from "zod";
import type { Json } from "#services/contracts/input-schema.ts";

const Schema = z.object({
  $ref: z.string().optional(),
  /** Of several types the first stands for all, as of a text that may be null. */
  type: z.union([z.string(), z.array(z.string()).transform(([first]) => first)]).optional(),
  examples: z.array(z.json()).default([]),
  default: z.json().optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  format: z.string().optional(),
});
type Schema = z.infer<typeof Schema>;

/** What fields hold in examples, by their names; the rest is told by formats and types. */
const byField: Readonly<Record<string, Json>> = {
  title: "Meeting notes",
  name: "Science week",
  driveName: "Science week",
  invitedBy: "Ada",
  updatedBy: "Ada",
  markdown: "# Agenda\n\n1. What we found\n2. What is next\n",
  content: "# Agenda\n\n1. What we found\n2. What is next\n",
  snippet: "what we found in the second week",
  query: "second week",
  position: "a0",
  icon: null,
  code: "the code from the link",
  token: "the secret, shown once",
  prefix: "ps_mcp_Xy12Zw",
  cursor: null,
  nextCursor: null,
  sizeBytes: 48_213,
  mediaType: "application/pdf",
  contentHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  expiresInDays: 90,
  version: 12,
};
const someId = "0197f2a4-5c1e-7d3a-9b40-1f6f0c2d8e11";
const byFormat: Readonly<Record<string, Json>> = {
  uuid: someId,
  email: "ada@example.org",
  "date-time": "2026-03-02T09:30:00.000Z",
  password: "a long password",
};

export interface ExampleWishes {
  /** Named schemas that references lead to. */
  readonly named: ReadonlyMap<string, unknown>;
  /** Leaves out what may be left out and has no example of its own, as a short request does. */
  readonly isShort: boolean;
}

/** A value that fits a JSON schema of ours, as somebody could meet it. */
export function exampleOf(schema: unknown, wishes: ExampleWishes, field = ""): Json {
  const read = Schema.parse(schema);
  if (read.$ref !== undefined) return exampleOf(wishes.named.get(read.$ref.split("/").at(-1) ?? ""), wishes, field);
  const given = read.examples[0] ?? read.const ?? read.default ?? read.enum?.[0] ?? byFormat[read.format ?? ""];
  if (given !== undefined) return given;
  const options = read.anyOf ?? read.oneOf;
  if (options !== undefined) return exampleOfOne(options, wishes, field);
  return exampleOfType(read, wishes, field);
}

/** Whether a field brings an example, which says that a request is told by it even where it may be left out. */
export function hasExample(schema: unknown): boolean {
  return Schema.parse(schema).examples.length > 0;
}

/** Nothing, where that is what usually stands there; else what comes first. */
function exampleOfOne(options: readonly unknown[], wishes: ExampleWishes, field: string): Json {
  const isNullable = options.some((option) => Schema.parse(option).type === "null");
  return isNullable && byField[field] === null ? null : exampleOf(options[0], wishes, field);
}

function exampleOfType(schema: Schema, wishes: ExampleWishes, field: string): Json {
  const usual = byField[field];
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties)
          .filter(([name, part]) => !wishes.isShort || schema.required.includes(name) || hasExample(part))
          .map(([name, part]) => [name, exampleOf(part, wishes, name)]),
      );
    case "array":
      return [exampleOf(schema.items, wishes, field)];
    case "integer":
    case "number":
      return typeof usual === "number" ? usual : Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return false;
    case "string":
      return typeof usual === "string" ? usual : "text";
    default:
      return null;
  }
}
