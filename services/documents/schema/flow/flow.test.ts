import { joinBackward, setBlockType, splitBlock, wrapIn } from "@tiptap/pm/commands";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "@tiptap/pm/schema-list";
import { addColumnAfter, addRowAfter, deleteRow } from "@tiptap/pm/tables";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { editorSchema } from "#services/documents/schema/editor-schema.ts";
import { containersField, flowField } from "./fields.ts";
import { jsonFromFlow } from "./json-from-flow.ts";
import { plantBlocks } from "./testing/editing.ts";
import { createHeadlessEditor, type HeadlessEditor } from "./testing/headless-editor.ts";
import { caretAfter, exchange, joining, node, textOf, type, writing } from "./testing/two-editors.ts";

describe("one person", () => {
  it("splits, wraps, turns into and undoes, and the document says each time what the editor shows", () => {
    const editor = writing("hello world");
    caretAfter(editor, "hello");
    editor.run(splitBlock);
    editor.run(setBlockType(node("heading"), { level: 2 }));
    editor.run(wrapIn(node("blockquote")));
    expect(textOf(editor)).toBe('doc(paragraph("hello"), blockquote(heading(" world")))');
    editor.undo();
    expect(textOf(editor)).toBe('doc(paragraph("hello"), heading(" world"))');
    editor.undo();
    editor.undo();
    expect(textOf(editor)).toBe('doc(paragraph("hello world"))');
    editor.redo();
    expect(textOf(editor)).toBe('doc(paragraph("hello"), paragraph(" world"))');
    expect(editor.corrections()).toBe(0);
  });

  it("makes lists, items, and items of items", () => {
    const editor = writing("one two");
    editor.run(wrapInList(node("bulletList")));
    caretAfter(editor, "one");
    editor.run(splitListItem(node("listItem")));
    editor.run(sinkListItem(node("listItem")));
    expect(textOf(editor)).toBe('doc(bulletList(listItem(paragraph("one"), bulletList(listItem(paragraph(" two"))))))');
    editor.run(liftListItem(node("listItem")));
    editor.run(liftListItem(node("listItem")));
    expect(textOf(editor)).toBe('doc(bulletList(listItem(paragraph("one"))), paragraph(" two"))');
    expect(editor.corrections()).toBe(0);
  });
});

describe("two people", () => {
  const actions = {
    heading: setBlockType(node("heading"), { level: 1 }),
    code: setBlockType(node("codeBlock")),
    list: wrapInList(node("bulletList")),
    "to-do": wrapInList(node("taskList")),
    quote: wrapIn(node("blockquote")),
    "two blocks": splitBlock,
  };
  it.each(Object.entries(actions))(
    "undoing that a block became %s leaves what the other typed into it",
    (_name, act) => {
      const ada = writing("item text");
      const ben = joining(ada, 2);
      caretAfter(ada, "item");
      ada.run(act);
      exchange(ada, ben);
      type(ben, "text", " OF BEN");
      exchange(ada, ben);
      ada.undo();
      exchange(ada, ben);
      expect(textOf(ada)).toBe('doc(paragraph("item text OF BEN"))');
      expect(textOf(ben)).toBe(textOf(ada));
    },
  );

  it.each(Object.entries(actions))("what is typed while a block becomes %s stands in it", (_name, act) => {
    const ada = writing("item text");
    const ben = joining(ada, 2);
    caretAfter(ada, "item");
    ada.run(act);
    type(ben, "text", " OF BEN");
    exchange(ada, ben);
    expect(ada.state().doc.textContent).toBe("item text OF BEN");
    expect(textOf(ben)).toBe(textOf(ada));
  });

  it("type into a block while it is joined to the one before", () => {
    const ada = writing("hello world");
    caretAfter(ada, "hello");
    ada.run(splitBlock);
    const ben = joining(ada, 2);
    ada.run(joinBackward);
    type(ben, "world", " OF BEN");
    exchange(ada, ben);
    expect(textOf(ada)).toBe('doc(paragraph("hello world OF BEN"))');
    expect(textOf(ben)).toBe(textOf(ada));
  });

  it("move one block at once, and it stands once, with what a third typed into it", () => {
    const ada = createHeadlessEditor(1);
    let next = 97;
    plantBlocks(ada, (count) => String.fromCharCode(next++).repeat(count));
    const [ben, eve] = [joining(ada, 2), joining(ada, 3)];
    for (const editor of [ada, ben]) {
      const { doc } = editor.state();
      const moved = doc.child(1);
      const start = doc.child(0).nodeSize;
      const target = editor === ada ? 0 : doc.content.size - moved.nodeSize;
      editor.change((transaction) => transaction.delete(start, start + moved.nodeSize).insert(target, moved));
    }
    type(eve, "bbb", " OF EVE");
    exchange(ada, ben, eve);
    expect(textOf(ada).split("bbb OF EVE")).toHaveLength(2);
    expect(textOf(ben)).toBe(textOf(ada));
    expect(textOf(eve)).toBe(textOf(ada));
  });

  it("put rows and columns into a table while a third types: all are there, in a rectangle", () => {
    const ada = createHeadlessEditor(1);
    let next = 97;
    plantBlocks(ada, (count) => String.fromCharCode(next++).repeat(count));
    const cells: string[] = [];
    ada.state().doc.descendants((child, _pos, parent) => {
      if (parent?.type.name === "tableCell") cells.push(child.textContent);
    });
    const [first = "", second = "", third = "", fourth = ""] = cells;
    const [ben, eve] = [joining(ada, 2), joining(ada, 3)];
    caretAfter(ada, first);
    ada.run(addRowAfter);
    caretAfter(ben, first);
    ben.run(addColumnAfter);
    type(eve, fourth, " OF EVE");
    exchange(ada, ben, eve);
    const rows: string[][] = [];
    ada.state().doc.descendants((child) => {
      if (child.type.name === "tableRow") rows.push(child.children.map((cell) => cell.textContent));
    });
    expect(rows).toEqual([
      [first, "", second],
      ["", "", ""],
      [third, "", `${fourth} OF EVE`],
    ]);
    expect(textOf(ben)).toBe(textOf(ada));
    expect(textOf(eve)).toBe(textOf(ada));
  });

  it("delete a row while the other types into it: the words stay", () => {
    const ada = createHeadlessEditor(1);
    let next = 97;
    plantBlocks(ada, (count) => String.fromCharCode(next++).repeat(count));
    let last = "";
    ada.state().doc.descendants((child, _pos, parent) => {
      if (parent?.type.name === "tableCell") last = child.textContent;
    });
    const ben = joining(ada, 2);
    caretAfter(ada, last);
    ada.run(deleteRow);
    type(ben, last, " OF BEN");
    exchange(ada, ben);
    expect(ada.state().doc.textContent).toContain(" OF BEN");
    expect(textOf(ben)).toBe(textOf(ada));
    ada.state().doc.check();
  });
});

describe("an update that breaks the model", () => {
  function broken(write: (flow: Y.Text, containers: Y.Map<unknown>) => void): [HeadlessEditor, HeadlessEditor] {
    const ada = writing("some words");
    const ben = joining(ada, 2);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(ada.doc));
    doc.transact(() => write(doc.getText(flowField), doc.getMap(containersField)));
    for (const { doc: other } of [ada, ben]) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc), "remote");
    return [ada, ben];
  }
  const deep = 10_000;
  const cases: Record<string, (flow: Y.Text, containers: Y.Map<unknown>) => void> = {
    "words before the first marker": (flow) => flow.insert(0, "before "),
    "a parent that does not exist": (flow) => flow.insertEmbed(flow.length, new Y.Map([["in", "nobody"]])),
    "containers in a circle": (flow, containers) => {
      containers.set("a.kind", "blockquote");
      containers.set("a.in", "b");
      containers.set("b.kind", "bulletList");
      containers.set("b.in", "a");
      flow.insertEmbed(0, new Y.Map([["in", "a"]]));
    },
    "containers ten thousand deep": (flow, containers) => {
      for (let level = 0; level < deep; level++) {
        containers.set(`q${level}.kind`, "blockquote");
        containers.set(`q${level}.in`, `q${level + 1}`);
      }
      flow.insertEmbed(0, new Y.Map([["in", "q0"]]));
    },
    "two blocks at one place, and a place twice": (flow) => {
      flow.insertEmbed(0, { place: "p" });
      flow.insertEmbed(flow.length, { place: "p" });
      flow.insertEmbed(flow.length, new Y.Map([["place", "p"]]));
      flow.insertEmbed(flow.length, new Y.Map([["place", "p"]]));
    },
    "a rule with words, a heading in an item, a list without items": (flow, containers) => {
      containers.set("l.kind", "bulletList");
      containers.set("i.in", "l");
      flow.insertEmbed(0, new Y.Map([["kind", "horizontalRule"]]));
      flow.insertEmbed(
        0,
        new Y.Map<unknown>([
          ["kind", "heading"],
          ["@level", "high"],
          ["in", "i"],
        ]),
      );
      flow.insertEmbed(
        0,
        new Y.Map<unknown>([
          ["kind", "codeBlock"],
          ["@language", { is: "none" }],
        ]),
      );
      flow.insertEmbed(0, new Y.Map([["in", "l"]]));
    },
    "a cell of no table, and of no row": (flow, containers) => {
      containers.set("t.kind", "table");
      containers.set("c.in", "t");
      containers.set("c.kind", "column");
      containers.set("c.at", "~~");
      containers.set("r:c.@colwidth", "wide");
      containers.set("r:c.@align", 7);
      flow.insertEmbed(0, new Y.Map([["in", "r:c"]]));
      flow.insertEmbed(0, new Y.Map([["in", "r:gone"]]));
    },
    "blocks and containers that are neither": (flow, containers) => {
      const names = [
        "doc",
        "text",
        "hardBreak",
        "bulletList",
        "listItem",
        "blockquote",
        "table",
        "tableRow",
        "tableCell",
      ];
      for (const kind of [...names, "paragraph", "heading", "codeBlock", "horizontalRule", "image", "tableHeader"]) {
        containers.set(`${kind}1.kind`, kind);
        flow.insertEmbed(0, new Y.Map([["in", `${kind}1`]]));
      }
      for (const kind of names) flow.insertEmbed(0, new Y.Map([["kind", kind]]));
    },
    "things of other kinds": (flow, containers) => {
      containers.set("", 1);
      containers.set(".", {});
      containers.set("x.kind", 7);
      flow.insertEmbed(
        0,
        new Y.Map<unknown>([
          ["kind", 5],
          ["in", {}],
          ["place", 1],
          ["joined", "yes"],
        ]),
      );
      flow.insertEmbed(0, new Y.Array());
      flow.insertEmbed(0, [1]);
    },
  };
  it.each(Object.entries(cases))(
    "is shown as the same valid document by everyone, with all words: %s",
    (_name, write) => {
      const [ada, ben] = broken(write);
      ada.state().doc.check();
      expect(textOf(ben)).toBe(textOf(ada));
      expect(ada.state().doc.textContent).toContain("some words");
      expect(editorSchema().nodeFromJSON(jsonFromFlow(ada.doc)).textContent).toBe(ada.state().doc.textContent);
      caretAfter(ada, "some words");
      ada.change((transaction) => transaction.insertText(" more"));
      exchange(ada, ben);
      expect(ben.state().doc.textContent).toContain("some words more");
    },
  );
});
