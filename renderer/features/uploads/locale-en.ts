import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title_one: "{{count}} upload",
  title_other: "{{count}} uploads",
  waiting: "Waiting",
  storing: "Storing…",
  cancelled: "Cancelled",
  failed: "Failed: {{reason}}",
  cancel: "Cancel the upload of {{name}}",
  retry: "Try again to upload {{name}}",
  open: "Open {{name}}",
  dismiss: "Dismiss",
  fold: "Fold the uploads away",
  unfold: "Show the uploads",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    uploads: typeof en;
  }
}

addStrings("uploads", en);
