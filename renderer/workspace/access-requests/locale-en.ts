import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  row_one: "{{count}} person asks for access",
  row_other: "{{count}} people ask for access",
  title: "Who asks for access",
  none: "Nobody asks for access to a page you manage.",
  loading: "Reading who asks for access…",
  asks: {
    view: "asks to read",
    comment: "asks to comment on",
    edit: "asks to edit",
  },
  levels: { view: "Can read", comment: "Can comment", edit: "Can edit", manage: "Can manage" },
  levelFor: "What {{name}} may do",
  allow: "Allow",
  allowOne: "Allow {{name}} on “{{title}}”",
  decline: "Decline",
  declineOne: "Decline {{name}} on “{{title}}”",
  allowed: "{{name}} can open “{{title}}” now",
  declined: "Declined; {{name}} still cannot do that on “{{title}}”",
  ask: { view: "Ask for access", edit: "Ask to edit" },
  askHint: "If the page exists, those who manage it see your name, your address and what you write here.",
  message: "A few words to them (may be left empty)",
  send: "Send",
  cancel: "Cancel",
  askedOn:
    "You asked for access on {{date}}. The page opens here as soon as somebody who manages it allows it; nobody is told when they decline.",
  askedToEditOn:
    "You asked to edit on {{date}}. You can as soon as somebody who manages the page allows it; nobody is told when they decline.",
  askAgain: "Ask again",
  sent: "Asked. The page opens here as soon as somebody who manages it allows it.",
  sentEdit: "Asked. You can edit here as soon as somebody who manages the page allows it.",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    accessRequests: typeof en;
  }
}

addStrings("accessRequests", en);
