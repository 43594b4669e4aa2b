import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type * as Y from "yjs";
import { findUnknownChange } from "#services/documents/schema/flow/unknown-change.ts";

interface RefuseUnknownOptions {
  doc: Y.Doc;
  onUnknown: (what: string) => void;
}

/** Ends the editor the moment something unknown arrives, before it is shown: it could not be edited without losing it. */
export const RefuseUnknown = Extension.create<RefuseUnknownOptions>({
  name: "refuseUnknown",
  addProseMirrorPlugins() {
    const { editor } = this;
    const { doc, onUnknown } = this.options;
    return [
      new Plugin({
        key: new PluginKey("refuseUnknown"),
        view: () => {
          const look = (transaction: Y.Transaction) => {
            const what = transaction.local ? undefined : findUnknownChange(transaction);
            if (what === undefined) return;
            editor.destroy();
            onUnknown(what);
          };
          doc.on("beforeObserverCalls", look);
          return { destroy: () => doc.off("beforeObserverCalls", look) };
        },
      }),
    ];
  },
});
