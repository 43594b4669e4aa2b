import { Extension, InputRule } from "@tiptap/core";
import { completeLink } from "#renderer/features/document/complete-link.ts";
import { findTypedFormat } from "./typed-format.ts";

const typedLink = /(?<!!)\[([^[\]]+)\]\(([^\s()]+)\)$/;

/** Marks that are typed as Markdown: `**bold**`, `` `code` ``, `[words](address)`. */
export const TypedMarks = Extension.create({
  name: "typedMarks",
  addInputRules() {
    return [
      new InputRule({
        find: (text) => {
          const found = findTypedFormat(text);
          return found === undefined ? null : { index: found.index, text: found.text };
        },
        handler: ({ state, range, match }) => {
          const { tr, schema } = state;
          const found = findTypedFormat(match[0]);
          if (found === undefined) return null;
          const { signs, marks } = found;
          // What was typed last may not stand in the text yet.
          const missing = match[0].length - (range.to - range.from);
          tr.delete(range.to - signs.length + missing, range.to).delete(range.from, range.from + signs.length);
          const end = range.from + match[0].length - 2 * signs.length;
          const types = marks.map((name) => schema.marks[name]).filter((type) => type !== undefined);
          for (const type of types) tr.addMark(range.from, end, type.create());
          for (const type of types) tr.removeStoredMark(type);
          return undefined;
        },
      }),
      new InputRule({
        find: typedLink,
        handler: ({ state, range, match }) => {
          const [, words = "", typed = ""] = match;
          const address = completeLink(typed);
          const type = state.schema.marks["link"];
          if (address === undefined || type === undefined) return null;
          const marks = state.doc.resolve(range.from + 1).marks();
          const text = state.schema.text(words, [...marks, type.create({ href: address })]);
          state.tr.replaceWith(range.from, range.to, text).removeStoredMark(type);
          return undefined;
        },
      }),
    ];
  },
});
