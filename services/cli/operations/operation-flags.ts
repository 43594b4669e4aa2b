import * as z from "zod";
import { inputSchemaOf, type Json } from "#services/contracts/input-schema.ts";
import type { Operation } from "#services/contracts/operation.ts";
import { toKebab } from "./operation-commands.ts";

/** One field of an operation's input, as it is given on the command line. */
export interface OperationFlag {
  readonly field: string;
  /** Without the dashes. */
  readonly flag: string;
  /** `list` is given once for each of its texts, of which the word `null` is none; `json` is anything deeper. */
  readonly kind: "text" | "number" | "boolean" | "list" | "json";
  readonly isRequired: boolean;
  /** May be given as the word `null`. */
  readonly isNullable: boolean;
  /** Never stands on the command line: it is read from standard input. */
  readonly isSecret: boolean;
  readonly choices: readonly string[];
  readonly description: string;
}

const Field = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  anyOf: z.array(z.json()).optional(),
  items: z.json().optional(),
  default: z.json().optional(),
  description: z.string().default(""),
});
type Field = z.infer<typeof Field>;

/** The field without what only says that it may be null. */
function withoutNull(field: Field): { readonly field: Field; readonly isNullable: boolean } {
  if (Array.isArray(field.type)) {
    const others = field.type.filter((type) => type !== "null");
    const type = others.length === 1 ? others[0] : others;
    return { field: { ...field, type }, isNullable: field.type.includes("null") };
  }
  const options = field.anyOf?.map((option) => Field.parse(option)) ?? [];
  const others = options.filter(({ type }) => type !== "null");
  const [only] = others;
  if (only === undefined || others.length > 1) return { field, isNullable: others.length < options.length };
  return { field: { ...only, description: field.description || only.description }, isNullable: true };
}

function kindOf(field: Field): OperationFlag["kind"] {
  switch (field.type) {
    case "string":
      return "text";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return withoutNull(Field.parse(field.items ?? {})).field.type === "string" ? "list" : "json";
    default:
      // A choice between texts, such as an id or a word.
      return field.anyOf?.every((option) => typeOf(option) === "string") ? "text" : "json";
  }
}

function typeOf(option: Json): unknown {
  return Field.parse(option).type ?? (constOf(option) === undefined ? undefined : typeof constOf(option));
}

function constOf(option: Json): Json | undefined {
  return typeof option === "object" && option !== null && !Array.isArray(option) ? option["const"] : undefined;
}

/** The flags of an operation, one for each field of its input. */
export function flagsOf(operation: Operation): readonly OperationFlag[] {
  const { properties, required } = inputSchemaOf(operation);
  return Object.entries(properties).map(([name, schema]) => {
    const { field, isNullable } = withoutNull(Field.parse(schema));
    return {
      field: name,
      flag: toKebab(name),
      kind: kindOf(field),
      isRequired: required.includes(name),
      isNullable,
      isSecret: field.format === "password",
      choices: field.enum?.map(String) ?? [],
      description: field.description,
    };
  });
}

/** Fields in the operation's path, in their order: they may stand on the command line without their flags. */
export function positionalFieldsOf(operation: Operation): readonly string[] {
  return [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}
