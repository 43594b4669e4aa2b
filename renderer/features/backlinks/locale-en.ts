import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Linked from",
  more: "Show more",
  failed: "The pages that link here could not be read.",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    backlinks: typeof en;
  }
}

addStrings("backlinks", en);
