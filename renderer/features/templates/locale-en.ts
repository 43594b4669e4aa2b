import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "New from template",
  description: "The new page begins as a copy of the template, with the pages below it.",
  search: "Find a template",
  empty:
    "There are no templates in this drive yet. Choose “Use as template” in the menu of a page, and it is offered here.",
  none: "No template called that",
  failed: "The templates could not be read",
  loading: "Reading the templates…",
  label: "Templates",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    templates: typeof en;
  }
}

addStrings("templates", en);
