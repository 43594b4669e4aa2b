import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { findPageTypeConditions } from "./find-page-type-conditions.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const directory = mkdtempSync(path.join(os.tmpdir(), "pagespace-conditions-"));
const shapes = path.join(repository, "services/contracts/shapes.ts");
const pageTypes = path.join(repository, "services/contracts/page-types.ts");

function linesFound(code: string): readonly number[] {
  const file = path.join(directory, "planted.ts");
  writeFileSync(file, code);
  return findPageTypeConditions([file], repository).map(({ line }) => line);
}

afterAll(() => rmSync(directory, { recursive: true }));

it("finds the ways of comparing with the name of a page type", { timeout: 60_000 }, () => {
  const code = `import type { PageSummary } from "${shapes}";
import type { PageType } from "${pageTypes}";
export const byProperty = (page: PageSummary) => page.type === "folder";
export const byAlias = ({ type: kind }: PageSummary) => "file" !== kind;
export const byText = (row: { type: string }) => row.type === "document";
export function bySwitch(type: PageType) {
  switch (type) {
    case "document": return 1;
    default: return 2;
  }
}
export type Written = "document" | "folder";
export const byList = (page: PageSummary) => ["document", "folder"].includes(page.type);
export const bySet = (page: PageSummary) => new Set<string>(["file"]).has(page.type);
export const byRecord = { document: 1, folder: 2, file: 3 };
`;
  expect(linesFound(code)).toEqual([3, 4, 5, 8, 12, 13, 14, 15]);
});

it("leaves alone what only reads like a page type", { timeout: 60_000 }, () => {
  const code = `import type { PageTypeDeclaration } from "${pageTypes}";
export const byStore = ({ stores }: PageTypeDeclaration) => stores === "document" || stores === "file";
export const dragged = (item: { kind: string }) => item.kind === "file";
export const made = { type: "file", title: "A page" };
`;
  expect(linesFound(code)).toEqual([]);
});
