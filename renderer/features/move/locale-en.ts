import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Move “{{title}}”",
  label: "Where to",
  placeholder: "Find a page to move it into",
  top: "Top of {{drive}}",
  none: "No other page has such words.",
  done: "“{{title}}” moved to “{{name}}”",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    move: typeof en;
  }
}

addStrings("move", en);
