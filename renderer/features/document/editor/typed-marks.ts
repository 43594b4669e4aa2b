import { Extension, InputRule } from "@tiptap/core";
import { completeLink } from "#renderer/features/document/complete-link.ts";

const taskInList = /^\[( |x)?\]\s$/i;
const typedLink = /(?<!!)\[([^[\]]+)\]\(([^\s()]+)\)$/;

/** Markdown that only means something at its second sign: `- [ ] ` begins a to-do, `[words](address)` a link. */
export const TypedMarks = Extension.create({
  name: "typedMarks",
  addInputRules() {
    return [
      new InputRule({
        find: taskInList,
        handler: ({ state, range, match, chain }) => {
          const item = state.selection.$from.node(-1);
          if (item?.type.name !== "listItem") return null;
          const isDone = match[1]?.toLowerCase() === "x";
          chain()
            .deleteRange(range)
            .liftListItem("listItem")
            .toggleTaskList()
            .updateAttributes("taskItem", { checked: isDone })
            .run();
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
