import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Share “{{title}}”",
  who: "Who to share with",
  placeholder: "A name or an e-mail address",
  give: "Share",
  giving: "Sharing…",
  levelNew: "What they may do",
  levelOf: "What {{name}} may do",
  levels: {
    view: "Can read",
    comment: "Can comment",
    edit: "Can edit",
    manage: "Can manage",
  },
  expiry: "For how long",
  expiries: { never: "Without end", day: "For a day", week: "For a week", month: "For 30 days" },
  until: "until {{date}}",
  remove: "Take back",
  everyRole: {
    editor: "Editors of {{drive}}",
    commenter: "Commenters of {{drive}}",
    viewer: "Viewers of {{drive}}",
    guest: "Guests of {{drive}}",
  },
  grants: "Shared with",
  noGrants: "Shared with nobody by name yet.",
  seenBy: "Who can see this page",
  seenByCount_one: "{{count}} person can see this page",
  seenByCount_other: "{{count}} people can see this page",
  seenByMore: "More than {{count}} people can see this page",
  you: "{{name}} (you)",
  byRole: "{{role}} of the drive",
  byGrant: "by a grant",
  from: "from “{{title}}”",
  fromHidden: "from a page above",
  restrict: "Only people it is shared with",
  restrictHint: "Other members of {{drive}} do not see this page and what lies below it. Owners and admins always do.",
  restrictedAbove:
    "“{{title}}” above it is restricted: only people one of these pages is shared with, owners and admins see it.",
  restrictedAboveHidden:
    "A page above it is restricted: only people one of these pages is shared with, owners and admins see it.",
  onlyManagers: "Only those who manage the page can change this.",
  lostSight: "You can no longer see this page.",
  links: {
    title: "Links for people without an account",
    make: "New link…",
    hint: "Whoever has the link reads the page in any browser, without signing in. It can be ended at any time.",
    none: "Nobody can read this page without an account.",
    subtree: "With the pages below it, apart from restricted ones",
    indexable: "Search engines may list it",
    password: "Password (may be left empty)",
    create: "Create link",
    address: "Address of the link",
    copy: "Copy",
    copied: "Copied",
    once: "Copy it now: it is shown this once.",
    onePage: "This page",
    withPages: "This page and those below",
    hasPassword: "with a password",
    isIndexable: "may be listed by search engines",
    isResting: "opens nothing: who made it does not manage this page any more",
    end: "End link",
  },
  copyLink: "Copy link",
  invite: "Invite somebody new to the drive",
  loading: "Reading who can see this page…",
  retry: "Try again",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    share: typeof en;
  }
}

addStrings("share", en);
