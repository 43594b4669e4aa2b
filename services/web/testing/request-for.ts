import type { InjectOptions } from "fastify";
import type { Operation } from "#services/contracts/operation.ts";
import type { TestPerson } from "./test-web.ts";

/** A name by which the server goes wherever it is bound. */
export const testHost = "localhost:3000";

/** The request of an operation with these fields, as the typed client would send it; an upload sends `body`. */
export function requestFor(
  operation: Operation,
  fields: Readonly<Record<string, unknown>>,
  body: string | Buffer = "bytes",
): InjectOptions {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
  const path = operation.path.replace(/\{(\w+)\}/g, (_all, field: string) =>
    encodeURIComponent(String(fields[field]).toWellFormed()),
  );
  const rest = Object.entries(fields).filter(([field]) => !inPath.includes(field));
  const isUpload = operation.transport === "upload";
  const isQuery = operation.method === "GET" || operation.method === "DELETE" || isUpload;
  const query = new URLSearchParams(Object.fromEntries(rest.map(([field, value]) => [field, String(value)])));
  return {
    method: operation.method,
    url: `/api${path}${isQuery ? `?${query}` : ""}`,
    headers: { host: testHost, ...(isUpload ? { "content-type": "application/octet-stream" } : {}) },
    ...(isUpload ? { payload: body } : {}),
    ...(isQuery ? {} : { payload: Object.fromEntries(rest) }),
  };
}

/** The request as a person sends it, by the token of their session. */
export function asPerson(person: TestPerson, request: InjectOptions): InjectOptions {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${person.token}` } };
}

/** Fields of which an operation takes one alone. */
const alternatives: Readonly<Record<string, readonly string[]>> = { "permissions.grant": ["userId", "email", "role"] };

/** Those of the fields that fit an operation together. */
export function fieldsFitting(
  name: string,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const besideFirst = (alternatives[name] ?? []).filter((field) => field in fields).slice(1);
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !besideFirst.includes(field)));
}
