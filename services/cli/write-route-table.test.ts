import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { writeRouteTable } from "./write-route-table.ts";

test("the client's route table is what the catalogue says (else: npm run generate)", async () => {
  const stored = await readFile(path.resolve(import.meta.dirname, "../client/route-table.ts"), "utf8");
  expect(stored).toBe(writeRouteTable());
});
