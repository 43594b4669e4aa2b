import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  download: "Download",
  preview: { alt: "Preview of {{name}}", pending: "Making a preview…" },
  text: {
    title: "Text in this file",
    pending: "Reading the text…",
    empty: "No text was found in this file.",
    more: "Show all {{count}} lines",
  },
  nothing: "There is nothing to preview for this type of file. Download it to open it.",
  failed: {
    preview: "The preview could not be made",
    text: "The text could not be read",
    kept: "The file itself is stored and can be downloaded.",
    retry: "Try again",
    retrying: "Trying again…",
    notRetried: "It could not be tried again",
    details: "This file could not be opened",
  },
  types: {
    pdf: "PDF document",
    word: "Word document",
    image: "{{format}} image",
    text: "Text",
    rtf: "RTF document",
    xml: "XML document",
    html: "Web page",
    mail: "E-mail",
    calendar: "Calendar",
    card: "Address card",
    captions: "Captions",
    unknown: "File",
  },
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    file: typeof en;
  }
}

addStrings("file", en);
