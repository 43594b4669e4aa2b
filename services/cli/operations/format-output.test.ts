import { expect, test } from "vitest";
import { formatTable } from "./format-output.ts";

test("a list is a table of what is simple in it, with the way on", () => {
  const items = [
    { id: "1", title: "Plan", icon: null, way: ["x"] },
    { id: "22", title: "A longer one", icon: null, way: [] },
  ];
  expect(formatTable({ items, nextCursor: "abc" })).toBe(
    ["id  title         icon", "1   Plan          –", "22  A longer one  –", "nextCursor: abc"].join("\n"),
  );
  expect(formatTable({ items: [], nextCursor: null })).toBe("Nothing.");
});

test("a thing is a line a field, its long texts whole at the end", () => {
  expect(formatTable({ content: "# Plan\n\n- one\n", version: 3 })).toBe("version  3\ncontent:\n# Plan\n\n- one\n");
  expect(formatTable({})).toBe("Done.");
});

test("a title cannot drive the terminal, nor break a table", () => {
  const items = [{ title: "\u001b[2Jgone\u0007\nnext\u009b1m" }];
  expect(formatTable({ items })).toBe("title\n[2Jgone next1m");
  expect(formatTable({ title: "\u001b]0;x\u0007" })).toBe("title  ]0;x");
});

test("a long cell is cut by letters, never inside one", () => {
  const [, cell = ""] = formatTable({ items: [{ title: "🙂".repeat(80) }] }).split("\n");
  expect(cell).toBe(`${"🙂".repeat(59)}…`);
});

test("a list inside an answer is a table of its own", () => {
  const answer = {
    isKept: true,
    lines: [
      { level: "info", message: "ready" },
      { level: "error", message: "gone" },
    ],
    none: [],
  };
  expect(formatTable(answer)).toBe(
    ["isKept  true", "none    []", "lines:", "level  message", "info   ready", "error  gone"].join("\n"),
  );
});
