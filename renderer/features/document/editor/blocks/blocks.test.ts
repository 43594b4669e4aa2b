import { AllSelection, NodeSelection, TextSelection } from "@tiptap/pm/state";
import { addColumnAfter } from "@tiptap/pm/tables";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { createHeadlessEditor, type HeadlessEditor } from "#services/documents/schema/flow/testing/headless-editor.ts";
import { exchange, joining, type as typeAt } from "#services/documents/schema/flow/testing/two-editors.ts";
import { documentFromMarkdown, markdownFromDocument } from "#services/documents/schema/markdown.ts";
import { type BlockRange, blockAt, blocksToChange } from "./block-range.ts";
import { addBlockBelow, deleteBlocks, duplicateBlocks, moveBlocksBy } from "./change-blocks.ts";
import { gapBeside, moveBlocksTo, placesInGap } from "./move-blocks.ts";
import { type BlockKind, kindOfBlocks, turnBlocks } from "./turn-blocks.ts";

function writing(markdown: string): HeadlessEditor {
  const editor = createHeadlessEditor(1);
  const { content } = editorSchema().nodeFromJSON(documentFromMarkdown(markdown));
  editor.change((transaction) => transaction.replaceWith(0, transaction.doc.content.size, content));
  return editor;
}

function markdownOf(editor: HeadlessEditor): string {
  return markdownFromDocument(editor.state().doc.toJSON()).trim();
}

/** The position right behind some words. */
function placeOf(editor: HeadlessEditor, words: string): number {
  let found = -1;
  editor.state().doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (at >= 0 && found < 0) found = pos + at + words.length;
  });
  if (found < 0) throw new Error(`${words} is not there.`);
  return found;
}

function blockOf(editor: HeadlessEditor, words: string): BlockRange {
  const block = blockAt(editor.state().doc, placeOf(editor, words));
  if (block === undefined) throw new Error(`${words} is in no block.`);
  return block;
}

/** Drops the block of some words beside the line of others; of the places there the one of this number, outermost first. */
function drag(
  editor: HeadlessEditor,
  words: string,
  to: { readonly side: "before" | "behind"; readonly line: string; readonly level?: number },
) {
  const state = editor.state();
  const block = blockOf(editor, words);
  const gap = gapBeside(state.doc, placeOf(editor, to.line), to.side);
  const places = gap === undefined ? [] : placesInGap(state.doc, gap, block);
  const byLevel = places.toSorted((one, other) => state.doc.resolve(one).depth - state.doc.resolve(other).depth);
  const place = byLevel[to.level ?? 0];
  const moved = place === undefined ? undefined : moveBlocksTo(state, block, place);
  if (moved !== undefined) editor.change(() => moved);
}

const lines = (...written: readonly string[]) => written.join("\n");

describe("a block taken by its handle", () => {
  const editor = writing(
    "# title\n\nwords\n\n- one\n  - below\n- two\n\n> said\n>\n> more\n\n| a | b |\n| --- | --- |\n| cell | d |\n",
  );
  test.each([
    ["title", "heading"],
    ["words", "paragraph"],
    ["one", "listItem"],
    ["below", "listItem"],
    ["said", "blockquote"],
    ["more", "paragraph"],
    ["cell", "table"],
  ])("%s is in a %s", (words, name) => {
    expect(editor.state().doc.nodeAt(blockOf(editor, words).from)?.type.name).toBe(name);
  });

  it("is all that is selected where it is one of that", () => {
    const { doc } = editor.state();
    const [from, to] = [placeOf(editor, "wo"), placeOf(editor, "tw")];
    const state = selecting(editor, from, to);
    const all = blocksToChange(state, blockOf(editor, "words"));
    expect(doc.slice(all.from, all.to).content.content.map(({ type }) => type.name)).toEqual([
      "paragraph",
      "bulletList",
    ]);
    expect(blocksToChange(state, blockOf(editor, "title"))).toEqual(blockOf(editor, "title"));
    const everything = editor.state().apply(editor.state().tr.setSelection(new AllSelection(doc)));
    expect(blocksToChange(everything, blockOf(editor, "two"))).toEqual({ from: 0, to: doc.content.size });
    const picked = NodeSelection.create(doc, blockOf(editor, "words").from);
    const withOne = editor.state().apply(editor.state().tr.setSelection(picked));
    expect(blocksToChange(withOne, blockOf(editor, "words"))).toEqual(blockOf(editor, "words"));
    const items = selecting(editor, placeOf(editor, "one"), placeOf(editor, "two"));
    expect(blocksToChange(items, blockOf(editor, "two"))).toEqual({
      from: blockOf(editor, "one").from,
      to: blockOf(editor, "two").to,
    });
  });
});

function selecting(editor: HeadlessEditor, from: number, to: number) {
  editor.change((transaction) => transaction.setSelection(TextSelection.create(transaction.doc, from, to)));
  return editor.state();
}

const turned: readonly (readonly [string, string, string, BlockKind, string])[] = [
  ["a paragraph to a heading", "one\n\ntwo", "two", "heading2", "one\n\n## two"],
  ["a heading to text", "# one", "one", "text", "one"],
  ["text to code", "one", "one", "code", "```\none\n```"],
  ["code to text", "```js\none\n```", "one", "text", "one"],
  ["text beside a list to an item of it", "- one\n\ntwo\n\n- three", "two", "bulletList", "- one\n- two\n- three"],
  ["text to a to-do", "one", "one", "taskList", "- [ ] one"],
  ["code to an item", "```\none\n```", "one", "orderedList", "1. one"],
  ["an item amid others to a heading", "- one\n- two\n- three", "two", "heading1", "- one\n\n# two\n\n- three"],
  ["an item with others below", "- one\n  - two\n  - three", "one", "text", "one\n\n- two\n- three"],
  ["an item below others", "- one\n  - two\n  - three", "two", "text", "- one\n\n  two\n\n  - three"],
  ["an item to a to-do", "- one\n- two", "two", "taskList", "- one\n\n* [ ] two"],
  ["an item to a quote", "- one", "one", "quote", "> one"],
  ["text to a quote", "one", "one", "quote", "> one"],
  ["a quote to text", "> one\n>\n> two", "one", "text", "one\n\ntwo"],
  ["a quote to a list", "> one\n>\n> two", "one", "bulletList", "- one\n- two"],
  ["a quote to a quote", "> one", "one", "quote", "> one"],
];

describe("turning a block into another", () => {
  test.each(turned)("%s", (...[, before, words, kind, after]) => {
    const editor = writing(before);
    const other = joining(editor, 2);
    const was = editor.state().doc;
    editor.change(() => turnBlocks(editor.state(), blockOf(editor, words), kind));
    editor.state().doc.check();
    expect(markdownOf(editor)).toBe(after);
    typeAt(other, words, " THEIRS");
    exchange(editor, other);
    expect(markdownOf(editor)).toContain(`${words} THEIRS`);
    expect(editor.corrections()).toBe(0);
    const made = blockAt(editor.state().doc, placeOf(editor, words));
    expect(made && kindOfBlocks(editor.state().doc, made)).toBe(kind);
    if (before === after) return;
    editor.undo();
    expect(editor.state().doc.textContent).toBe(was.textContent.replace(words, `${words} THEIRS`));
  });

  it("takes all blocks of a range: they become one list, and text again", () => {
    const editor = writing("one\n\n# two\n\n- three\n\n> four");
    const all = { from: 0, to: editor.state().doc.content.size };
    expect(kindOfBlocks(editor.state().doc, all)).toBe("mixed");
    editor.change(() => turnBlocks(editor.state(), all, "orderedList"));
    expect(markdownOf(editor)).toBe("1. one\n2. two\n3. three\n4. four");
    editor.change(() => turnBlocks(editor.state(), { from: 0, to: editor.state().doc.content.size }, "text"));
    expect(markdownOf(editor)).toBe("one\n\ntwo\n\nthree\n\nfour");
  });
});

describe("copies, deletions and moves past a neighbour", () => {
  it("a copy stands behind, and is nobody else's block", () => {
    const editor = writing("- one\n  - below\n- two");
    const other = joining(editor, 2);
    editor.change(() => duplicateBlocks(editor.state(), blockOf(editor, "one")));
    typeAt(other, "below", " THEIRS");
    exchange(editor, other);
    expect(markdownOf(editor)).toBe(lines("- one", "  - below THEIRS", "- one", "  - below", "- two"));
    expect(markdownOf(other)).toBe(markdownOf(editor));
  });

  test.each([
    ["the only item takes its list along", "one\n\n- two", "two", "one"],
    ["the only block leaves an empty line", "# one", "one", ""],
    ["an item goes with all below it", "- one\n  - two\n- three", "one", "- three"],
    ["a table goes whole", "one\n\n| a | b |\n| - | - |\n| c | d |", "c", "one"],
  ])("%s", (...[, before, words, after]) => {
    const editor = writing(before);
    editor.change(() => deleteBlocks(editor.state(), blockOf(editor, words)));
    expect(markdownOf(editor)).toBe(after);
    editor.state().doc.check();
    editor.undo();
    expect(markdownOf(editor)).toBe(before);
  });

  it("the empty line below an item is an item, and a line that is empty already is taken", () => {
    const editor = writing("- one\n  - two");
    editor.change(() => addBlockBelow(editor.state(), blockOf(editor, "one")).insertText("new"));
    expect(markdownOf(editor)).toBe(lines("- one", "  - two", "- new"));
    const empty = createHeadlessEditor(1);
    empty.change(() => addBlockBelow(empty.state(), { from: 0, to: 2 }).insertText("new"));
    expect(markdownOf(empty)).toBe("new");
  });

  it("a rule and a table move past their neighbours", () => {
    const editor = writing("one\n\n---\n\n| a | b |\n| - | - |\n| c | d |");
    const rule = blockAt(editor.state().doc, placeOf(editor, "one") + 1);
    const up = rule && moveBlocksBy(editor.state(), rule, -1);
    expect(up && markdownFromDocument(up.doc.toJSON())).toMatch(/^\*\*\*\n\none/);
    const table = moveBlocksBy(editor.state(), blockOf(editor, "d"), -1);
    expect(table && markdownFromDocument(table.doc.toJSON()).trim()).toMatch(/\*\*\*$|---$/);
    expect(moveBlocksBy(editor.state(), blockOf(editor, "d"), 1)).toBeUndefined();
  });
});

describe("dragging a block", () => {
  const cases: readonly (readonly [
    string,
    string,
    string,
    { side: "before" | "behind"; line: string; level?: number },
    string,
  ])[] = [
    ["down past others", "one\n\ntwo\n\nthree", "one", { side: "behind", line: "three" }, "two\n\nthree\n\none"],
    ["up before the first", "one\n\ntwo\n\nthree", "three", { side: "before", line: "one" }, "three\n\none\n\ntwo"],
    ["an item among items", "- one\n- two\n- three", "three", { side: "before", line: "two" }, "- one\n- three\n- two"],
    ["an item below another", "- one\n- two", "two", { side: "behind", line: "one", level: 1 }, "- one\n  - two"],
    ["an item up a level", "- one\n  - two\n- three", "two", { side: "behind", line: "two" }, "- one\n- two\n- three"],
    [
      "an item with all below it",
      "- one\n  - two\n- three",
      "one",
      { side: "behind", line: "three" },
      "- three\n- one\n  - two",
    ],
    [
      "an item out of its list",
      "- one\n- two\n\nthree",
      "one",
      { side: "behind", line: "three" },
      "- two\n\nthree\n\n- one",
    ],
    [
      "an item into a list of to-dos",
      "- one\n\ntext\n\n- [ ] two",
      "one",
      { side: "behind", line: "two", level: 1 },
      "text\n\n- [ ] two\n- [ ] one",
    ],
    ["text into a list", "one\n\n- two\n- three", "one", { side: "behind", line: "two" }, "- two\n- one\n- three"],
    [
      "a heading into a quote",
      "# one\n\n> two\n>\n> three",
      "one",
      { side: "behind", line: "two" },
      "> two\n>\n> # one\n>\n> three",
    ],
    [
      "code below an item",
      "```\none\n```\n\n- two",
      "one",
      { side: "behind", line: "two", level: 1 },
      "- two\n\n  ```\n  one\n  ```",
    ],
    [
      "a table up",
      "one\n\n| a | b |\n| - | - |\n| c | d |",
      "d",
      { side: "before", line: "one" },
      "| a | b |\n| - | - |\n| c | d |\n\none",
    ],
    ["onto itself", "one\n\ntwo", "one", { side: "behind", line: "one" }, "one\n\ntwo"],
    ["an only item beside itself", "- one\n\ntwo", "one", { side: "before", line: "two" }, "- one\n\ntwo"],
    [
      "an item into what is below it",
      "- one\n  - two",
      "one",
      { side: "behind", line: "two", level: 2 },
      "- one\n  - two",
    ],
  ];
  test.each(cases)("%s", (...[, before, words, to, after]) => {
    const editor = writing(before);
    const other = joining(editor, 2);
    drag(editor, words, to);
    editor.state().doc.check();
    expect(markdownOf(editor)).toBe(after);
    expect(editor.corrections()).toBe(0);
    typeAt(other, words, " THEIRS");
    exchange(editor, other);
    // Whoever writes in the block while it is dragged writes in it where it is then.
    const compact = (markdown: string) => markdown.replaceAll(/[ -]{2,}/g, " ");
    expect(compact(markdownOf(editor))).toBe(compact(after.replace(words, `${words} THEIRS`)));
    expect(markdownOf(other)).toBe(markdownOf(editor));
    if (before === after) return;
    editor.undo();
    exchange(editor, other);
    expect(compact(markdownOf(editor))).toBe(compact(before.replace(words, `${words} THEIRS`)));
    expect(markdownOf(other)).toBe(markdownOf(editor));
  });

  it("a table goes with the cells that others fill and the columns they add meanwhile", () => {
    const editor = writing("one\n\n| a | b |\n| - | - |\n| c | |\n| x | y |");
    const other = joining(editor, 2);
    drag(editor, "c", { side: "before", line: "one" });
    other.change((transaction) => transaction.insertText("THEIRS", placeOf(other, "c") + 4));
    typeAt(other, "y", "");
    other.run(addColumnAfter);
    exchange(editor, other);
    expect(markdownOf(editor).replaceAll(/ +/g, " ")).toBe(
      lines("| a | b | |", "| - | - | - |", "| c | THEIRS | |", "| x | y | |", "", "one"),
    );
    expect(markdownOf(other)).toBe(markdownOf(editor));
  });

  it("keeps every word, and a valid document, from any line to any gap", () => {
    const markdown =
      "# aa\n\nbb\n\n- cc\n  - dd\n\n    ee\n- ff\n\n> gg\n>\n> - hh\n>   - ii\n\n1. jj\n\n- [ ] kk\n\n| ll | mm |\n| --- | --- |\n| nn | oo |\n\n```\npp\n```\n\n---\n\nqq";
    const names = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii", "jj", "kk", "ll", "pp", "qq"];
    const any = fc.record({
      words: fc.constantFrom(...names),
      line: fc.constantFrom(...names),
      side: fc.constantFrom("before" as const, "behind" as const),
      level: fc.nat(5),
    });
    let moved = 0;
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), (drags) => {
        const editor = writing(markdown);
        const other = joining(editor, 2);
        const letters = [...editor.state().doc.textContent].sort().join("");
        const before = editor.state().doc;
        for (const { words, ...to } of drags) {
          drag(editor, words, to);
          editor.state().doc.check();
        }
        expect([...editor.state().doc.textContent].sort().join("")).toBe(letters);
        for (const { words } of drags) typeAt(other, words, "+");
        exchange(editor, other);
        expect(editor.state().doc.textContent.split("+")).toHaveLength(drags.length + 1);
        expect(other.state().doc.toString()).toBe(editor.state().doc.toString());
        if (before !== editor.state().doc) moved += 1;
      }),
      { numRuns: 50 },
    );
    expect(moved).toBeGreaterThan(25);
  }, 30_000);
});
