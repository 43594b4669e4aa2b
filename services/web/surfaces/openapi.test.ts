import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { writeOpenApi } from "./openapi.ts";

it("is stored as it is served (else: npm run generate)", async () => {
  const stored = await readFile(path.join(import.meta.dirname, "../../../resources/openapi.json"), "utf8");
  expect(stored).toBe(writeOpenApi());
});
