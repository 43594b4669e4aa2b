import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  invite: "Invite people to {{drive}}",
  inviteHint: "Whoever has the link can join. Send it any way you like.",
  role: "They join as",
  createLink: "Create link",
  creatingLink: "Creating…",
  link: "Invite link",
  howMany: "For how many",
  howLong: "For how long",
  forPeople_one: "For one person",
  forPeople_other: "For {{count}} people",
  forAnybody: "For any number of people",
  lasts: { day: "For a day", week: "For 7 days", month: "For 30 days", never: "Without end" },
  until: "until {{date}}",
  withoutEnd: "without end",
  invites: "Open invites",
  noInvites: "No invite is open.",
  invitesFailed: "The invites could not be read",
  inviteBy: "by {{name}}",
  usedOf: "{{uses}} of {{count}} used",
  used_one: "used once",
  used_other: "used {{count}} times",
  revoke: "Take back",
  revokeOne: "Take back {{prefix}}…",
  revoked: "Nobody joins by that link any more",
  another: "Create another link",
  thisComputerOnly: "This link works on this computer only. Start PageSpace with --host 0.0.0.0 to let others in.",
  homeTitle: "Your Home drive stays private",
  homeHint: "Make a drive for the team and invite people there. Pages can be made in it right away.",
  roleHints: {
    admin: "Everything, and invites people",
    editor: "Reads, writes, moves and trashes pages",
    commenter: "Reads and comments",
    viewer: "Reads",
    guest: "Only pages that are shared with them",
  },
  title: "Members",
  lead: "Who has a place in “{{drive}}”, and what they may do there.",
  guestLead: "You are a guest here. Only those in charge of “{{drive}}” are shown to you.",
  list: "Members of {{drive}}",
  failed: "The members could not be read",
  gone: "These members are not here",
  goneHint: "The drive was deleted, or you have no place in it.",
  home: "Your Home drive is yours alone",
  you: "{{name}} (you)",
  joined: "since {{date}}",
  roleOf: "Role of {{name}}",
  remove: "Remove",
  removeOne: "Remove {{name}}",
  removeTitle: "Remove {{name}} from “{{drive}}”?",
  removeHint:
    "They no longer see its pages, and what they have open there closes at once. What they wrote stays. Open invites they made stop working.",
  removeGrants_one: "{{count}} page is shared with them by name here; that ends too.",
  removeGrants_other: "{{count}} pages are shared with them by name here; that ends too.",
  removed: "{{name}} is no longer in “{{drive}}”",
  demoteTitle: "Give up your place in charge?",
  demoteHint:
    "You become {{role}} of “{{drive}}” and no longer manage its members. Only somebody in charge can give that back. Open invites you made stop working.",
  demote: "Become {{role}}",
  leave: "Leave drive",
  leaveTitle: "Leave “{{drive}}”?",
  leaveHint:
    "You no longer see its pages, also those shared with you by name. What you wrote stays. Somebody in charge can invite you again.",
  left: "You left “{{drive}}”",
  ownerStays: "As the owner you hand the drive on before you leave it or take another role.",
  handOn: "Hand on…",
  handOnTitle: "Hand “{{drive}}” on",
  handOnHint: "The new owner alone can take it from there. You stay in it as an admin.",
  handOnTo: "New owner",
  handOnNow: "Hand on",
  handedOn: "{{name}} owns “{{drive}}” now",
  handOnNobody: "Nobody else is in this drive yet. Invite somebody first.",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    members: typeof en;
  }
}

addStrings("members", en);
