import { describe, expect, it } from "vitest";
import { findItems } from "./slash-items.ts";

const items = [
  { label: "Text", aliases: ["paragraph"] },
  { label: "Heading 1", aliases: ["h1", "title"] },
  { label: "Heading 2", aliases: ["h2", "title"] },
  { label: "To-do list", aliases: ["todo", "task", "check"] },
  { label: "Table", aliases: ["grid"] },
];

function labels(query: string): readonly string[] {
  return findItems(items, query).map((item) => item.label);
}

describe("the slash menu", () => {
  it("shows everything before anything is typed", () => {
    expect(labels("")).toHaveLength(items.length);
  });

  it("finds by beginning, by alias and by digits", () => {
    expect(labels("tab")).toEqual(["Table"]);
    expect(labels("h2")[0]).toBe("Heading 2");
    expect(labels("check")[0]).toBe("To-do list");
    expect(labels("heading2")[0]).toBe("Heading 2");
    expect(labels("todo")[0]).toBe("To-do list");
  });

  it("forgives left-out letters", () => {
    expect(labels("hdng")).toEqual(["Heading 1", "Heading 2"]);
  });

  it("says so when nothing fits", () => {
    expect(labels("zebra")).toEqual([]);
  });
});
