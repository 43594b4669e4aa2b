import * as z from "zod";
import { catalogue } from "#services/contracts/catalogue.ts";
import { type ErrorCode, statusByErrorCode } from "#services/contracts/error-codes.ts";
import { limits } from "#services/contracts/limits.ts";
import { type Operation, takesIdempotencyKey } from "#services/contracts/operation.ts";
import { exampleOf, hasExample } from "./example-of.ts";
import { productVersion } from "./product-version.ts";

type Json = Readonly<Record<string, unknown>>;

const JsonObject = z.record(z.string(), z.unknown());
const ObjectSchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

/** Schemas with a name of their own, gathered while operations are described. */
type Named = Map<string, Json>;

interface Describing {
  readonly io: "input" | "output";
  readonly named: Named;
}

function jsonSchemaOf(schema: z.ZodType, { io, named }: Describing): Json {
  const {
    $schema: _dialect,
    $defs,
    ...rest
  } = JsonObject.parse(
    z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any", reused: "inline" }),
  );
  for (const [name, definition] of Object.entries(JsonObject.parse($defs ?? {}))) {
    named.set(name, JsonObject.parse(pointToComponents(definition)));
  }
  return JsonObject.parse(pointToComponents(rest));
}

/** The same schema with its references leading into the document, where every reader looks for them. */
function pointToComponents(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointToComponents);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === "$ref" && typeof value === "string"
        ? [key, value.replace("#/$defs/", "#/components/schemas/")]
        : [key, pointToComponents(value)],
    ),
  );
}

function errorResponse(description: string): Json {
  return {
    description,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
}

const idempotencyKey: Json = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", minLength: 1, maxLength: limits.idempotencyKeyCharacters },
  description:
    "Chosen by the caller, for retries: asked again with the same key within 24 hours, the same request changes nothing more and gets the first answer; another request with it is a `conflict`. An upload is sent again whole, and its bytes have to be the same.",
};

const ifMatch: Json = {
  name: "If-Match",
  in: "header",
  required: false,
  schema: { type: "string" },
  description:
    "The `ETag` that the page had when it was read: where its properties were changed since, nothing is done and the answer is 412 with the code `conflict`. `*`: whatever it is.",
};

const ifNoneMatch: Json = {
  name: "If-None-Match",
  in: "header",
  required: false,
  schema: { type: "string" },
  description: "The `ETag` of an earlier answer: where all that is answered is the same still, the answer is 304.",
};
const etagHeader: Json = {
  ETag: {
    schema: { type: "string" },
    description:
      "Of the page's own properties: title, icon, cover, tags, place, type, width, lock, template, restriction and trash; not its text. That of a read has a second part, behind a dot, of all else that is answered; `If-Match` leaves it out of account.",
  },
};

function describeAnswer(operation: Operation, named: Named): Json {
  const schema = jsonSchemaOf(operation.output, { io: "output", named });
  return { schema, example: exampleOf(schema, { named, isShort: false }) };
}

function describeOperation(name: string, operation: Operation, named: Named): Json {
  const input = ObjectSchema.parse(jsonSchemaOf(operation.input, { io: "input", named }));
  const inPath = new Set([...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const hasJsonBody =
    operation.transport === "json" &&
    (operation.method === "POST" || operation.method === "PUT" || operation.method === "PATCH");
  const parameters: Json[] = Object.entries(input.properties)
    .filter(([field]) => inPath.has(field) || !hasJsonBody)
    .map(([field, schema]) => {
      const isRequired = inPath.has(field) || input.required.includes(field);
      return {
        name: field,
        in: inPath.has(field) ? "path" : "query",
        required: isRequired,
        schema,
        // What may be left out is left out when somebody tries it.
        ...(isRequired || hasExample(schema) ? { example: exampleOf(schema, { named, isShort: true }, field) } : {}),
      };
    });
  if (takesIdempotencyKey(operation)) parameters.push(idempotencyKey);
  if (operation.entityTag === "change") parameters.push(ifMatch);
  if (operation.entityTag === "read") parameters.push(ifNoneMatch);
  const bodyFields = Object.entries(input.properties).filter(([field]) => !inPath.has(field));
  const bodySchema = {
    type: "object",
    properties: Object.fromEntries(bodyFields),
    required: input.required.filter((field) => !inPath.has(field)),
  };
  const body = hasJsonBody
    ? {
        required: true,
        content: {
          "application/json": { schema: bodySchema, example: exampleOf(bodySchema, { named, isShort: true }) },
        },
      }
    : { required: true, content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } };
  const result =
    operation.transport === "download"
      ? { "application/octet-stream": { schema: { type: "string", format: "binary" } } }
      : { "application/json": describeAnswer(operation, named) };
  const refusals: ErrorCode[] = [
    "invalid-input",
    "unauthenticated",
    "forbidden",
    "not-found",
    "conflict",
    "rate-limited",
  ];
  return {
    operationId: name,
    summary: operation.summary,
    tags: [name.split(".")[0]],
    security: operation.audience === "public" ? [] : [{ session: [] }, { bearer: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(hasJsonBody || operation.transport === "upload" ? { requestBody: body } : {}),
    responses: {
      200: { description: "Done.", ...(operation.entityTag ? { headers: etagHeader } : {}), content: result },
      ...(operation.entityTag === "read" ? { 304: { description: "As it was." } } : {}),
      ...(operation.entityTag === "change"
        ? { 412: errorResponse("conflict: changed since the ETag in If-Match") }
        : {}),
      ...Object.fromEntries(refusals.map((code) => [statusByErrorCode[code], errorResponse(code)])),
      default: errorResponse("any other refusal"),
    },
  };
}

function toOpenApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  const named: Named = new Map();
  for (const [name, operation] of Object.entries(catalogue)) {
    const path = `/api${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describeOperation(name, operation, named) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "PageSpace",
      version,
      description:
        "Everything a person can do, a program can do the same way. A change that is asked for with the session cookie needs the header `Origin` with this server's origin; requests with a bearer token do not. A change that may be asked for twice, as after a broken connection, takes an `Idempotency-Key` where its description says so and refuses it elsewhere. Errors have the shape of `Error`.",
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "ps_session" },
        bearer: { type: "http", scheme: "bearer" },
      },
      schemas: {
        ...Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1))),
        Error: {
          type: "object",
          required: ["error"],
          properties: {
            error: {
              type: "object",
              required: ["code", "message", "requestId"],
              properties: {
                code: { type: "string", enum: Object.keys(statusByErrorCode) },
                message: { type: "string" },
                requestId: { type: "string" },
                details: {},
              },
            },
          },
        },
      },
    },
  };
}

/** The OpenAPI 3.1 description of every operation as JSON text; operationId is the operation's name. */
export function writeOpenApi(): string {
  return `${JSON.stringify(toOpenApi(productVersion), null, 2)}\n`;
}
