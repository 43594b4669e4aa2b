import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "#services/contracts/catalogue.ts";
import type { Operation } from "#services/contracts/operation.ts";
import { writeOpenApi } from "./openapi.ts";

it("is stored as it is served (else: npm run generate)", async () => {
  const stored = await readFile(path.join(import.meta.dirname, "../../../resources/openapi.json"), "utf8");
  expect(stored).toBe(writeOpenApi());
});

function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : referencesIn(inner),
  );
}

it("has every reference lead somewhere in the document", () => {
  const document: unknown = JSON.parse(writeOpenApi());
  const references = referencesIn(document);
  expect(references.length).toBeGreaterThan(100);
  const find = (reference: string) =>
    reference
      .slice("#/".length)
      .split("/")
      .reduce<unknown>(
        (at, step) => (typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined),
        document,
      );
  expect(references.filter((reference) => !reference.startsWith("#/") || find(reference) === undefined)).toEqual([]);
});

const Example = z.object({ example: z.json() });
const Described = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z
          .array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), example: z.json().optional() }))
          .default([]),
        requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
        responses: z.object({ 200: z.object({ content: z.record(z.string(), z.unknown()) }) }),
      }),
    ),
  ),
});

it("has an example of every request and answer that the operation itself would take and give", () => {
  const operations: Readonly<Record<string, Operation>> = catalogue;
  const { paths } = Described.parse(JSON.parse(writeOpenApi()));
  let looked = 0;
  for (const described of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    const name = described.operationId;
    const operation = operations[name];
    if (!operation) throw new Error(`There is no ${name}.`);
    const input = Object.fromEntries(
      described.parameters.filter((one) => one.example !== undefined).map((one) => [one.name, one.example]),
    );
    const body = Example.safeParse(described.requestBody?.content["application/json"]).data?.example;
    const whole = { ...input, ...(typeof body === "object" ? body : {}) };
    expect(operation.input.safeParse(whole), `${name}: ${JSON.stringify(whole)}`).toMatchObject({ success: true });
    if (operation.transport === "download") continue;
    const { example } = Example.parse(described.responses[200].content["application/json"]);
    expect(operation.output.safeParse(example), `${name}: ${JSON.stringify(example)}`).toMatchObject({ success: true });
    looked += 1;
  }
  expect(looked).toBeGreaterThan(25);
});
