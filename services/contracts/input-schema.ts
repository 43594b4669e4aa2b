import * as z from "zod";
import type { Operation } from "#services/contracts/operation.ts";

const Json = z.json();
export type Json = z.infer<typeof Json>;
const JsonObject = z.record(z.string(), Json);
const ObjectSchema = z.object({
  properties: JsonObject.default({}),
  required: z.array(z.string()).default([]),
  $defs: JsonObject.default({}),
});

/** A JSON schema of an object, without references. */
export interface InputSchema {
  readonly type: "object";
  readonly properties: Record<string, Json>;
  readonly required: string[];
}

/** The JSON schema of what an operation is called with, whatever the surface; what has a name of its own stands where it is used. */
export function inputSchemaOf({ input }: Operation): InputSchema {
  const schema = z.toJSONSchema(input, {
    io: "input",
    target: "draft-2020-12",
    unrepresentable: "any",
    reused: "inline",
  });
  const { properties, required, $defs } = ObjectSchema.parse(schema);
  const inlined = Object.entries(properties).map(([field, part]) => [field, inline(part, $defs)] as const);
  return { type: "object", properties: Object.fromEntries(inlined), required };
}

function inline(schema: Json, definitions: Readonly<Record<string, Json>>): Json {
  if (Array.isArray(schema)) return schema.map((part) => inline(part, definitions));
  if (typeof schema !== "object" || schema === null) return schema;
  const { $ref: reference, id: _, ...rest } = schema;
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inline(value, definitions)]));
  const named = typeof reference === "string" ? definitions[reference.replace("#/$defs/", "")] : undefined;
  if (named === undefined) return own;
  return { ...JsonObject.parse(inline(named, definitions)), ...own };
}
