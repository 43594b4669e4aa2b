import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: { label: "Title", placeholder: "Untitled" },
  meta: {
    updated: "Updated {{ago}}",
    updatedBy: "Updated {{ago}} by {{name}}",
    reading_one: "{{count}} min read",
    reading_other: "{{count}} min read",
  },
  body: {
    label: "Text of {{title}}",
    placeholder: "Write, or press / for commands",
    unknown: "Something this version cannot show",
  },
  failed: {
    title: "This document could not be opened",
    retry: "Try again",
  },
  notice: {
    viewer: "You can read this page. To change it, ask someone who manages it.",
    outdated: "This page was changed by a newer version of PageSpace. You can read it; reload to write again.",
    unknown:
      "This page holds something this version does not know ({{what}}). It is shown for reading, so that nothing is lost.",
    refused: "The server no longer takes changes from here: {{reason}} What you wrote is kept on this device.",
    reload: "Reload",
    copyOut: "Copy my text",
    copied: "Copied",
    copyFailed: "Copying was refused by the browser.",
  },
  bubble: {
    title: "Format text",
    bold: "Bold",
    italic: "Italic",
    underline: "Underline",
    strike: "Strikethrough",
    code: "Code",
    link: "Link",
  },
  link: {
    title: "Edit link",
    address: "Address",
    placeholder: "Paste or type a link",
    apply: "Apply",
    open: "Open link",
    openPage: "Open page",
    remove: "Remove link",
    refused: "This address cannot be used as a link. Type one such as example.org or mail@example.org.",
  },
  table: {
    title: "Change table",
    rowAbove: "Insert row above",
    rowBelow: "Insert row below",
    columnLeft: "Insert column to the left",
    columnRight: "Insert column to the right",
    headerRow: "Header row on or off",
    deleteRow: "Delete row",
    deleteColumn: "Delete column",
    deleteTable: "Delete table",
  },
  code: { language: "Language", plain: "Plain text", copy: "Copy", copied: "Copied" },
  task: { done: "Done" },
  image: {
    tools: "Change picture",
    open: "Open large",
    openNamed: "Open large: {{name}}",
    unnamed: "Picture without a description",
    close: "Close",
    download: "Download the original",
    alt: "Description",
    altLabel: "Description for those who do not see the picture",
    altPlaceholder: "What does the picture show?",
    width: "Width",
    widthHint: "Drag, or use ← and →; Delete for its own width",
    loading: "The picture is being looked for…",
    preparing: "The picture is being prepared…",
    waiting: "Waiting",
    gone: "This picture was deleted, or you may not see it.",
    noPreview: "This file cannot be shown as a picture.",
    refused: "This picture's address cannot be shown.",
    offline: "This picture is not here while you are offline.",
    notLoaded: "This picture could not be loaded.",
    elsewhere: "A picture from {{host}}. Showing it tells that site that someone reads this page.",
    showElsewhere: "Show its pictures",
    retry: "Try again",
    cancel: "Cancel",
    dismiss: "Leave out",
    notUploaded: "The file could not be uploaded.",
    lost_one: "One picture could not be taken along",
    lost_other: "{{count}} pictures could not be taken along",
    lostHint:
      "They lie on the device the text was copied on. Drop the picture files into the text, or paste each by itself.",
    unplaced: "{{name}} was uploaded, but not put into the text",
    unplacedHint: "The page was left before it had arrived. It lies below the page.",
  },
  paste: {
    tooLarge: "This is too large to paste at once (1 MB); import it as a file or paste it in parts.",
  },
  slash: {
    title: "Insert a block",
    nothing: "Nothing called that",
    text: "Text",
    heading1: "Heading 1",
    heading2: "Heading 2",
    heading3: "Heading 3",
    heading4: "Heading 4",
    bulletList: "Bullet list",
    orderedList: "Numbered list",
    taskList: "To-do list",
    quote: "Quote",
    code: "Code block",
    image: "Image…",
    table: "Table",
    divider: "Divider",
  },
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    document: typeof en;
  }
}

addStrings("document", en);
