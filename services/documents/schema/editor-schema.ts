import { getSchema } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import { createEditorExtensions } from "./extensions.ts";

let schema: Schema | undefined;

/** The ProseMirror schema of documents, made at the first use. */
export function editorSchema(): Schema {
  schema ??= getSchema(createEditorExtensions());
  return schema;
}
