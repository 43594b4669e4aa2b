import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  palette: "Search and commands",
  commands: "Commands",
  searchAll: "Search everything",
  newPage: "New page",
  settings: "Settings",
  shortcutSheet: "This list",
  back: "Back",
  forward: "Forward",
  rename: "Rename the page",
  save: "See that everything is saved",
  trash: "Move the selected page to the trash",
  closeTab: "Close the tab",
  treeTitle: "In the page tree",
  anywhere: "Anywhere",
  treeMove: "Go up and down",
  treeFold: "Open and close, in and out",
  treeOpen: "Open the page",
  treeSelect: "Select several pages",
  treeSelectAll: "Select all pages",
  treeType: "Jump to a title: type it",
  editorTitle: "While writing",
  blocksTitle: "Blocks",
  bold: "Bold",
  italic: "Italic",
  underline: "Underline",
  strike: "Strikethrough",
  code: "Code",
  link: "Link the selected text",
  slash: "Insert a block",
  text: "Text",
  headings: "Heading 1 to 4",
  orderedList: "Numbered list",
  bulletList: "Bullet list",
  taskList: "To-do list",
  quote: "Quote",
  codeBlock: "Code block",
  indent: "Indent",
  outdent: "Outdent",
  tickTask: "Tick a to-do",
  toolbar: "Into the toolbar over the text",
  blockMenu: "Menu of the block",
  pasteLiterally: "Paste as it stands",
  moveBlock: "Move the block up or down",
  treeMovePage: "Move the selected page",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    shortcuts: typeof en;
  }
}

addStrings("shortcuts", en);
