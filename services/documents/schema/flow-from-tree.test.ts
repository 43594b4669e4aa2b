import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as Y from "yjs";
import * as z from "zod";
import { treeField } from "#services/contracts/socket-names.ts";
import { DocumentJson } from "./document-json.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { flowFromTree } from "./flow-from-tree.ts";
import { isTree, jsonFromYjs } from "./json-from-yjs.ts";
import { markdownFromDocument } from "./markdown.ts";

const Tree = z.object({ name: z.string(), update: z.base64(), json: DocumentJson, markdown: z.string() });

/** Documents as releases before the flow stored them, with what they say. */
const trees = z.array(Tree).parse(JSON.parse(readFileSync(new URL("testing/trees.json", import.meta.url), "utf8")));

function stored(update: string): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Buffer.from(update, "base64"));
  return doc;
}

test.each(trees)("a document made before the change says the same after it: $name", ({ update, json, markdown }) => {
  const doc = stored(update);
  const before = Y.encodeStateAsUpdate(doc);
  expect(isTree(doc)).toBe(true);
  expect(fitToSchema(jsonFromYjs(doc)).toJSON()).toEqual(json);
  const change = flowFromTree(doc);
  const other = new Y.Doc();
  Y.applyUpdate(other, before);
  Y.applyUpdate(other, change ?? new Uint8Array());
  for (const carried of [doc, other]) {
    expect(isTree(carried)).toBe(false);
    expect(carried.getXmlFragment(treeField).length).toBe(0);
    expect(fitToSchema(jsonFromYjs(carried)).toJSON()).toEqual(json);
    expect(markdownFromDocument(jsonFromYjs(carried))).toBe(markdown);
  }
  expect(flowFromTree(doc)).toBeNull();
});

test("a document that holds something unknown stays what it is", () => {
  const doc = new Y.Doc();
  const callout = new Y.XmlElement("callout");
  callout.insert(0, [new Y.XmlText("from elsewhere")]);
  doc.getXmlFragment(treeField).insert(0, [callout]);
  expect(() => flowFromTree(doc)).toThrow("node callout");
  expect(isTree(doc)).toBe(true);
});

test("a table that is no rectangle becomes one, with the same words", () => {
  const doc = new Y.Doc();
  const cell = (words: string) => {
    const [paragraph, made] = [new Y.XmlElement("paragraph"), new Y.XmlElement("tableCell")];
    paragraph.insert(0, [new Y.XmlText(words)]);
    made.insert(0, [paragraph]);
    return made;
  };
  const row = (...words: readonly string[]) => {
    const made = new Y.XmlElement("tableRow");
    made.insert(0, words.map(cell));
    return made;
  };
  const table = new Y.XmlElement("table");
  table.insert(0, [row("a", "b", "c"), row("d", "e")]);
  doc.getXmlFragment(treeField).insert(0, [table]);
  flowFromTree(doc);
  const [shown] = fitToSchema(jsonFromYjs(doc)).children;
  expect(shown?.children.map(({ children }) => children.map(({ textContent }) => textContent))).toEqual([
    ["a", "b", "c"],
    ["d", "e", ""],
  ]);
});
