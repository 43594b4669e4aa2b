import { expect, test } from "vitest";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { flowFromTree } from "./flow-from-tree.ts";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { markdownFromDocument } from "./markdown.ts";
import { mergeTree } from "./merge-tree.ts";
import { applyMarkdownAsMinimalDiff } from "./yjs.ts";

/** A document as older releases wrote it, with a paragraph for each of these. */
function treeOf(...words: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const blocks = words.map((each) => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(each)]);
    return paragraph;
  });
  doc.getXmlFragment(treeField).insert(0, blocks);
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function textAt(doc: Y.Doc, index: number): Y.XmlText {
  const block = doc.getXmlFragment(treeField).get(index);
  const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) throw new Error(`There is no text at ${index}.`);
  return text;
}

test("words typed into an old copy come into the document, beside what others wrote since", () => {
  const server = treeOf("one two", "three", "four");
  const device = copyOf(server);
  textAt(device, 0).insert(3, " and a half");
  const added = new Y.XmlElement("paragraph");
  added.insert(0, [new Y.XmlText("added offline")]);
  device.getXmlFragment(treeField).insert(2, [added]);
  flowFromTree(server);
  applyMarkdownAsMinimalDiff(server, "one two\n\n# three and more\n\nfour\n\nfive\n");
  expect(mergeTree(server, [Y.encodeStateAsUpdate(device)])).toBe(true);
  expect(markdownFromDocument(jsonFromYjs(server))).toBe(
    "one and a half two\n\n# three and more\n\nadded offline\n\nfour\n\nfive\n",
  );
});

test("a copy that holds nothing more changes nothing, and what it lacks stays", () => {
  const server = treeOf("one", "two");
  const device = copyOf(server);
  device.getXmlFragment(treeField).delete(1, 1);
  flowFromTree(server);
  expect(mergeTree(server, [Y.encodeStateAsUpdate(device)])).toBe(false);
  expect(markdownFromDocument(jsonFromYjs(server))).toBe("one\n\ntwo\n");
});

test("a copy of which the document holds no word is put in as a whole", () => {
  const server = new Y.Doc();
  expect(mergeTree(server, [Y.encodeStateAsUpdate(treeOf("written", "offline"))])).toBe(true);
  const text = markdownFromDocument(jsonFromYjs(server));
  expect(text).toContain("written");
  expect(text).toContain("offline");
});
