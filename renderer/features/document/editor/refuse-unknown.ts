import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import * as Y from "yjs";
import { jsonFromElement } from "#services/documents/schema/json-from-yjs.ts";
import { findUnknownContent } from "#services/documents/schema/unknown-content.ts";

interface RefuseUnknownOptions {
  doc: Y.Doc;
  onUnknown: (what: string) => void;
}

/** Ends the editor the moment something unknown arrives, before the binding sees it: it would delete it for everyone. */
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
            // Any later change of its plugins would bind it again, so it ends as a whole.
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

/** The first unknown thing among what a transaction brought; what was there before is not looked at. */
function findUnknownChange(transaction: Y.Transaction): string | undefined {
  for (const changed of transaction.changed.keys()) {
    for (const element of broughtElements(changed, transaction)) {
      const what = findUnknownContent(jsonFromElement(element));
      if (what !== undefined) return what;
    }
  }
  return undefined;
}

function broughtElements(changed: unknown, transaction: Y.Transaction): Y.XmlElement[] {
  // A text's marks and an element's attributes are seen from the element that holds them.
  if (changed instanceof Y.XmlText) return changed.parent instanceof Y.XmlElement ? [changed.parent] : [];
  if (changed instanceof Y.XmlElement) return [changed];
  if (!(changed instanceof Y.XmlFragment)) return [];
  return changed
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .filter((child) => isNew(child, transaction));
}

function isNew(element: Y.XmlElement, transaction: Y.Transaction): boolean {
  const id = element._item?.id;
  return id !== undefined && id.clock >= (transaction.beforeState.get(id.client) ?? 0);
}
