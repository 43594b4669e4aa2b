import type { Extensions, Node } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { TableKit } from "@tiptap/extension-table";
import StarterKit from "@tiptap/starter-kit";
import { ImageNode } from "./image-node.ts";
import { MentionNode } from "./mention-node.ts";
import { isSafeUrl, isWrittenAsLink } from "./safe-url.ts";

/** The levels a heading can have. */
export const headingLevels = [1, 2, 3, 4] as const;

/** Spaces that Tab puts before a line of code. */
export const codeIndent = 2;

export interface ExtensionChoices {
  /** A node of the same name and attributes as CodeBlock, such as one that highlights. */
  readonly codeBlock?: Node;
  /** The node of pictures, with how it is drawn. */
  readonly image?: Node;
  /** The node of mentions, with how it is drawn. */
  readonly mention?: Node;
}

/** The one list of extensions that makes the editor's schema, for browser and server alike. Undo and carets are the browser's to add. */
export function createEditorExtensions(choices: ExtensionChoices = {}): Extensions {
  return [
    StarterKit.configure({
      undoRedo: false,
      // Would write a paragraph into every document that is merely opened.
      trailingNode: false,
      code: false,
      codeBlock: false,
      heading: { levels: [...headingLevels] },
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        isAllowedUri: isSafeUrl,
        shouldAutoLink: isWrittenAsLink,
        HTMLAttributes: { rel: "noopener noreferrer nofollow", target: "_blank" },
      },
    }),
    choices.codeBlock ?? CodeBlock.configure({ enableTabIndentation: true, tabSize: codeIndent }),
    // Code may be a link, or bold, as everywhere else.
    Code.extend({ excludes: "" }),
    TaskList,
    TaskItem.configure({ nested: true }),
    TableKit,
    choices.image ?? ImageNode,
    choices.mention ?? MentionNode,
  ];
}
