import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
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
