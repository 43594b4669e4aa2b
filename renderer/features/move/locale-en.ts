import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title_one: "Move “{{title}}”",
  title_other: "Move {{count}} pages",
  label: "Where to",
  placeholder: "Find a page to move it into",
  top: "Top of {{drive}}",
  none: "No other page has such words.",
  drive: "Drive",
  into_one: "“{{title}}” will lie in “{{name}}”, with all that lies below it.",
  into_other: "{{count}} pages will lie in “{{name}}”, with all that lies below them.",
  gains_one: "{{count}} more person will see this",
  gains_other: "{{count}} more people will see this",
  loses_one: "{{count}} person will no longer see this, or a part of it",
  loses_other: "{{count}} people will no longer see this, or a part of it",
  andMore: "and {{count}} more",
  nobody: "The same people see this there.",
  endingTags: "Tags the other drive does not have are taken off: {{tags}}.",
  endingGrants_one: "{{count}} grant to a person or a role ends: grants are of one drive.",
  endingGrants_other: "{{count}} grants to people or roles end: grants are of one drive.",
  keptLinks_one: "{{count}} link for people without an account goes on.",
  keptLinks_other: "{{count}} links for people without an account go on.",
  public: "There, people without an account can read this by a link to a page above.",
  noReturn: "You will not be able to take this back: that is then for those in charge of where it lies.",
  move: "Move",
  back: "Back",
  done_one: "“{{title}}” moved to “{{name}}”",
  done_other: "{{count}} pages moved to “{{name}}”",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    move: typeof en;
  }
}

addStrings("move", en);
