import { Extension, InputRule, wrappingInputRule } from "@tiptap/core";
import type { NodeType } from "@tiptap/pm/model";
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import { canJoin } from "@tiptap/pm/transform";
import { headingLevels } from "#services/documents/schema/extensions.ts";
import { turnItem } from "./turn-item.ts";

const heading = new RegExp(`^(#{1,${headingLevels.length}})\\s$`);
const fence = /^(?:`{3,}|~{3,})([^\s`~]*)[\s\n]$/;
/** A year is the first word of a sentence more often than the number of a list. */
const numbered = /^(\d{1,3})[.)]\s$/;
const bullet = /^[-+*]\s$/;
const task = /^\[( |x)?\]\s$/i;

/**
 * Blocks that are typed as Markdown where the schema's own rules do not reach: the first line of a list's item always
 * stays a paragraph, so a heading or code is put below it, and another list's mark turns the item.
 */
export const TypedBlocks = Extension.create({
  name: "typedBlocks",
  addInputRules() {
    const { nodes } = this.editor.schema;
    const itemRule = (find: RegExp, kind: { list: string; item: string }, read: (match: string) => ItemAttributes) =>
      new InputRule({
        find,
        handler: ({ state, range, match }) => {
          const [list, item] = [nodes[kind.list], nodes[kind.item]];
          if (list === undefined || item === undefined) return null;
          return turnInto(state, range, { list, item, ...read(match[1] ?? "") });
        },
      });
    return [
      new InputRule({
        find: fence,
        handler: ({ state, range, match }) =>
          setBlock(state, range, { type: nodes["codeBlock"], attributes: { language: match[1] || null } }),
      }),
      new InputRule({
        find: heading,
        handler: ({ state, range, match }) =>
          setBlock(state, range, { type: nodes["heading"], attributes: { level: match[1]?.length } }),
      }),
      itemRule(task, { list: "taskList", item: "taskItem" }, (mark) => ({
        itemAttributes: { checked: mark.toLowerCase() === "x" },
      })),
      itemRule(bullet, { list: "bulletList", item: "listItem" }, () => ({})),
      itemRule(numbered, { list: "orderedList", item: "listItem" }, (mark) => ({ listAttributes: { start: +mark } })),
      ...(nodes["orderedList"] === undefined
        ? []
        : [
            wrappingInputRule({
              find: numbered,
              type: nodes["orderedList"],
              getAttributes: (match) => ({ start: Number(match[1]) }),
              joinPredicate: (match, node) => node.childCount + Number(node.attrs["start"]) === Number(match[1]),
            }),
          ]),
    ];
  },
});

interface ItemAttributes {
  readonly listAttributes?: Readonly<Record<string, unknown>>;
  readonly itemAttributes?: Readonly<Record<string, unknown>>;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Turns the line that begins with the range into a block of this type; below the first line of an item where it must. */
function setBlock(
  state: EditorState,
  range: Range,
  { type, attributes }: { type: NodeType | undefined; attributes: Readonly<Record<string, unknown>> },
): null | undefined {
  const { tr } = state;
  const $from = state.doc.resolve(range.from);
  const paragraph = state.schema.nodes["paragraph"];
  if (type === undefined || paragraph === undefined || $from.depth === 0 || $from.parent.type !== paragraph)
    return null;
  const [parent, index] = [$from.node(-1), $from.index(-1)];
  if (parent.canReplaceWith(index, $from.indexAfter(-1), type)) {
    tr.delete(range.from, range.to).setBlockType(range.from, range.from, type, attributes);
    return undefined;
  }
  if (!parent.canReplaceWith(index + 1, index + 1, type)) return null;
  tr.delete(range.from, range.to).insert($from.before(), paragraph.create());
  const inside = range.from + 2;
  tr.setBlockType(inside, inside, type, attributes).setSelection(TextSelection.create(tr.doc, inside));
  return undefined;
}

/** Turns the item whose first line begins with the range into one of another list, and joins it to such a list above. */
function turnInto(
  state: EditorState,
  range: Range,
  target: ItemAttributes & { readonly list: NodeType; readonly item: NodeType },
): null | undefined {
  const $from = state.doc.resolve(range.from);
  if ($from.depth < 3 || $from.index(-1) > 0 || $from.node(-2).type === target.list) return null;
  const { tr } = state;
  tr.delete(range.from, range.to);
  const start = turnItem(tr, range.from, target);
  if (start === undefined) return null;
  const above = tr.doc.resolve(start).nodeBefore;
  if (above?.type === target.list && canJoin(tr.doc, start)) tr.join(start);
  return undefined;
}
