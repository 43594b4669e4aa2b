import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  activity: "Activity",
  copyMarkdown: "Copy as Markdown",
  markdownCopied: "Copied as Markdown",
  markdownNotCopied: "The page could not be copied",
  notMarked: "The page stays as it was",
  tags: "Tags…",
  cover: "Cover…",
  fullWidth: "Full width",
  lock: "Lock page",
  locked: "Locked",
  unlock: "Unlock the page",
  markTemplate: "Use as template",
  unmarkTemplate: "No longer a template",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    pageMenu: typeof en;
  }
}

addStrings("pageMenu", en);
