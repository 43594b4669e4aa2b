import { expect, it } from "vitest";
import { findTypeComparisons } from "./find-type-comparisons.ts";

it.each([
  'if (page.type === "document") open(page);',
  'const isFile = page?.type !== "file";',
  'pages.find(({ type }) => "folder" === type);',
  'switch (page.type) { case "folder": return 1; default: return 2; }',
  'function create(type: "document" | "folder"): void {}',
])("a page's type asked for by name is found: %s", (source) => {
  expect(findTypeComparisons("a.tsx", source)).toEqual([{ line: 1, text: source }]);
});

it.each([
  'if (item.kind === "file") take(item);',
  'input.type = "file";',
  'create({ type: "file", title });',
  'if (event.type === "file.processed") read();',
  'switch (format) { case "markdown": return 1; default: return 2; }',
])("what only uses the same words is left alone: %s", (source) => {
  expect(findTypeComparisons("a.tsx", source)).toEqual([]);
});
