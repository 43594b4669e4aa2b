import { Editor } from "@tiptap/core";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { createEditorExtensions } from "#services/documents/schema/extensions.ts";
import { containersField, flowField } from "#services/documents/schema/flow/fields.ts";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { plainText } from "#services/documents/schema/plain-text.ts";
import { FlowEditing } from "./flow-editing.ts";

test("a format chosen for what is typed next stays chosen when somebody else's words come", () => {
  const doc = new Y.Doc();
  const undoing = new Y.UndoManager([doc.getText(flowField), doc.getMap(containersField)]);
  const element = document.createElement("div");
  const editor = new Editor({
    element,
    extensions: [...createEditorExtensions(), FlowEditing.configure({ doc, undoing })],
  });
  editor.commands.insertContent("Mine. ");
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  editor.commands.toggleMark("bold");
  const text = other.getText(flowField);
  text.insert(text.length, "Theirs.");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
  expect(editor.getText()).toContain("Theirs.");
  editor.view.dispatch(editor.state.tr.insertText("Bold."));
  expect(editor.getHTML()).toContain("<strong>Bold.</strong>");
  editor.destroy();
});

test("what is pasted nested deeper than a document can hold keeps its words", () => {
  const doc = new Y.Doc();
  const undoing = new Y.UndoManager([doc.getText(flowField), doc.getMap(containersField)]);
  const editor = new Editor({
    element: document.createElement("div"),
    extensions: [...createEditorExtensions(), FlowEditing.configure({ doc, undoing })],
  });
  editor.view.pasteHTML(`${"<blockquote>".repeat(1_000)}<p>deep words</p>${"</blockquote>".repeat(1_000)}`);
  expect(editor.getText()).toContain("deep words");
  expect(plainText(jsonFromYjs(doc))).toContain("deep words");
  expect(JSON.stringify(editor.getJSON()).split('"blockquote"').length).toBeLessThan(210);
  editor.destroy();
});
