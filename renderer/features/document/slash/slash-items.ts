import type { Editor, Range } from "@tiptap/core";
import {
  Code,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  Image,
  List,
  ListOrdered,
  ListTodo,
  type LucideIcon,
  Minus,
  Pilcrow,
  Table,
  TextQuote,
} from "lucide-react";
import type {} from "#renderer/features/document/images/image-blocks.ts";

export interface SlashItem {
  readonly id: SlashItemId;
  readonly icon: LucideIcon;
  /** What can be typed instead of picking the item. */
  readonly hint: string;
  /** Other words it is found by, lower case. */
  readonly aliases: readonly string[];
  readonly run: (editor: Editor, range: Range) => void;
}

export type SlashItemId =
  | "text"
  | "heading1"
  | "heading2"
  | "heading3"
  | "heading4"
  | "bulletList"
  | "orderedList"
  | "taskList"
  | "quote"
  | "code"
  | "image"
  | "table"
  | "divider";

function heading(level: 1 | 2 | 3 | 4, icon: LucideIcon): SlashItem {
  return {
    id: `heading${level}`,
    icon,
    hint: "#".repeat(level),
    aliases: [`h${level}`, "title"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).setNode("heading", { level }).run(),
  };
}

/** What the slash menu offers, in its order. */
export const slashItems: readonly SlashItem[] = [
  {
    id: "text",
    icon: Pilcrow,
    hint: "",
    aliases: ["paragraph", "plain", "p"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).setParagraph().run(),
  },
  heading(1, Heading1),
  heading(2, Heading2),
  heading(3, Heading3),
  heading(4, Heading4),
  {
    id: "bulletList",
    icon: List,
    hint: "-",
    aliases: ["ul", "unordered", "points", "list"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).toggleBulletList().run(),
  },
  {
    id: "orderedList",
    icon: ListOrdered,
    hint: "1.",
    aliases: ["ol", "ordered", "numbers", "list"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).toggleOrderedList().run(),
  },
  {
    id: "taskList",
    icon: ListTodo,
    hint: "[]",
    aliases: ["todo", "task", "check", "checkbox", "checklist", "list"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).toggleTaskList().run(),
  },
  {
    id: "quote",
    icon: TextQuote,
    hint: ">",
    aliases: ["blockquote", "citation"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).toggleBlockquote().run(),
  },
  {
    id: "code",
    icon: Code,
    hint: "```",
    aliases: ["pre", "snippet", "fence"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).toggleCodeBlock().run(),
  },
  {
    id: "image",
    icon: Image,
    hint: "",
    aliases: ["picture", "photo", "upload", "img"],
    run: (editor, range) => editor.chain().focus().pickImages(range).run(),
  },
  {
    id: "table",
    icon: Table,
    hint: "",
    aliases: ["grid", "rows", "columns"],
    run: (editor, range) =>
      editor.chain().focus().deleteRange(range).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
  },
  {
    id: "divider",
    icon: Minus,
    hint: "---",
    aliases: ["hr", "rule", "line", "separator"],
    run: (editor, range) => editor.chain().focus().deleteRange(range).setHorizontalRule().run(),
  },
];

interface Named {
  readonly label: string;
  readonly aliases: readonly string[];
}

/** The items a query finds, best first: whole beginnings before beginnings of words before letters in order. */
export function findItems<Item extends Named>(items: readonly Item[], query: string): readonly Item[] {
  const wanted = query.trim().toLowerCase();
  return items
    .map((item) => ({ item, rank: Math.min(...[item.label, ...item.aliases].map((name) => rankOf(name, wanted))) }))
    .filter(({ rank }) => rank < noMatch)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

const noMatch = 9;

function rankOf(name: string, wanted: string): number {
  const lower = name.toLowerCase();
  if (lower.startsWith(wanted)) {
    return 0;
  }
  if (lower.split(/[\s-]+/).some((word) => word.startsWith(wanted)) || lower.replace(/[\s-]/g, "").startsWith(wanted)) {
    return 1;
  }
  let from = 0;
  for (const letter of wanted) {
    const at = lower.indexOf(letter, from);
    if (at === -1) {
      return noMatch;
    }
    from = at + 1;
  }
  return wanted.length > 1 ? 2 : noMatch;
}
