import type { Node } from "@tiptap/pm/model";
import { TableMap } from "@tiptap/pm/tables";
import * as Y from "yjs";
import { treeField } from "#services/contracts/socket-names.ts";
import { fitToSchema } from "./fit-to-schema.ts";
import { mostLevels } from "./flow/containers.ts";
import { isTree, jsonFromYjs } from "./json-from-yjs.ts";
import { markdownFromDocument } from "./markdown.ts";
import { findUnknownContent } from "./unknown-content.ts";
import { writeJsonToYjs } from "./yjs.ts";

/**
 * The update that turns a document from a tree of elements into a flow of words: the words are written anew and the
 * tree goes. Null where it is no tree. Verified: throws where the flow would not say what the tree says, or where the
 * tree holds something unknown.
 */
export function flowFromTree(doc: Y.Doc): Uint8Array | null {
  if (!isTree(doc)) return null;
  const before = jsonFromYjs(doc);
  const unknown = findUnknownContent(before);
  if (unknown !== undefined) throw new Error(`The document holds what this version does not know: ${unknown}.`);
  const had = Y.encodeStateVector(doc);
  writeJsonToYjs(doc, before);
  const tree = doc.getXmlFragment(treeField);
  tree.delete(0, tree.length);
  const update = Y.encodeStateAsUpdate(doc, had);
  const after = jsonFromYjs(doc);
  if (!isSame(fitToSchema(before), fitToSchema(after)))
    throw new Error("The document would not say the same as a flow of words.");
  return update;
}

/** The same structure, words and markdown; where the tree held what no editor shows, such as a table that is no rectangle, the same words in the same blocks. */
function isSame(before: Node, after: Node): boolean {
  if (isOdd(before)) return hasSameWords(before, after);
  return after.eq(before) && markdownFromDocument(after.toJSON()) === markdownFromDocument(before.toJSON());
}

function hasSameWords(before: Node, after: Node): boolean {
  return JSON.stringify(wordsOf(before)) === JSON.stringify(wordsOf(after));
}

/** The words of each block that holds some. */
function wordsOf(doc: Node): string[] {
  const words: string[] = [];
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    if (node.content.size > 0) words.push(node.textBetween(0, node.content.size, undefined, "\n"));
    return false;
  });
  return words;
}

function isOdd(doc: Node): boolean {
  let isFound = false;
  let deepest = 0;
  const look = (node: Node, depth: number) => {
    deepest = Math.max(deepest, depth);
    if (node.type.name === "table") {
      const rows = node.children;
      if (
        rows.length === 0 ||
        rows.every(({ childCount }) => childCount === 0) ||
        TableMap.get(node).problems !== null
      ) {
        isFound = true;
      }
    }
    for (const child of node.children) look(child, depth + 1);
  };
  look(doc, 0);
  return isFound || deepest > mostLevels;
}
