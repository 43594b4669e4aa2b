import { Extension } from "@tiptap/core";
import type { Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep, ReplaceStep } from "@tiptap/pm/transform";
import { limits } from "#services/contracts/limits.ts";
import { flowKey } from "./flow-editing.ts";

/** Bytes of a text that is put in at once; what Yjs adds to it still has room in one update. */
const mostTextBytes = limits.updateBytes * 0.7;
const mostBytes = limits.updateBytes * 0.9;
/** What a block costs in an update beside its text, and a marked piece of text, in bytes, rather too much than too little. */
const blockBytes = 50;
const markedBytes = 60;
/** Below this many positions a slice fits whatever it holds. */
const smallSize = 5_000;

interface RefuseLargeOptions {
  onTooLarge: () => void;
}

/** Keeps out what is too large for one update, before it is parsed where its size shows: the document stays writable. */
export const RefuseLarge = Extension.create<RefuseLargeOptions>({
  name: "refuseLarge",
  priority: 1_002,
  addOptions() {
    return { onTooLarge: () => undefined };
  },
  addProseMirrorPlugins() {
    const { onTooLarge } = this.options;
    function refuse(event: Event, data: DataTransfer | null): boolean {
      if (data === null || !isTooLarge(data)) return false;
      event.preventDefault();
      onTooLarge();
      return true;
    }
    return [
      new Plugin({
        key: new PluginKey("refuseLarge"),
        props: {
          handleDOMEvents: {
            paste: (_view, event) => refuse(event, event.clipboardData),
            drop: (_view, event) => refuse(event, event.dataTransfer),
          },
        },
        filterTransaction(transaction) {
          if (!transaction.docChanged || isFromElsewhere(transaction) || addedBytes(transaction) <= mostBytes)
            return true;
          onTooLarge();
          return false;
        },
      }),
    ];
  },
});

function isTooLarge(data: DataTransfer): boolean {
  const text = data.getData("text/plain");
  if (bytesOf(text) > mostTextBytes || bytesOf(withoutPictures(data.getData("text/html"))) > mostTextBytes) return true;
  return text.length + text.split("\n").length * blockBytes > mostBytes;
}

/** Pictures within markup become files of their own. */
function withoutPictures(html: string): string {
  return html.replace(/data:image\/[^"'<>\s]*/gi, "");
}

/** What others write, and undoing, arrives through the binding and is in the document already. */
function isFromElsewhere(transaction: Transaction): boolean {
  return transaction.getMeta(flowKey) !== undefined;
}

function addedBytes(transaction: Transaction): number {
  let bytes = 0;
  for (const step of transaction.steps) {
    if (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) bytes += sliceBytes(step.slice);
  }
  return bytes;
}

function sliceBytes(slice: Slice): number {
  // What is typed or pasted day by day is not looked into.
  if (slice.size < smallSize) return 0;
  let bytes = 0;
  slice.content.descendants((node) => {
    bytes += node.isText ? bytesOf(node.text ?? "") + node.marks.length * markedBytes : blockBytes;
  });
  return bytes;
}

/** Size in UTF-8; a text too long by its characters alone is not measured. */
function bytesOf(text: string): number {
  return text.length > limits.updateBytes ? text.length : new Blob([text]).size;
}
