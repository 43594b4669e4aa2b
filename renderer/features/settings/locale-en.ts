import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  theme: "Theme",
  accent: "Accent colour",
  accents: {
    indigo: "Indigo",
    violet: "Violet",
    pink: "Pink",
    red: "Red",
    amber: "Amber",
    green: "Green",
    teal: "Teal",
    graphite: "Graphite",
  },
  textSize: "Text size",
  textSizes: { small: "Small", normal: "Normal", large: "Large" },
  profile: "Profile",
  choosePicture: "Choose picture…",
  removePicture: "Remove picture",
  cropPicture: "Your picture",
  cropHint: "Move the picture: drag it, or use the arrow keys; + and - zoom",
  zoom: "Zoom",
  usePicture: "Use picture",
  noPicture: "This is no picture that can be read. What you had before is kept; choose a JPEG, PNG, WebP or GIF.",
  pictureTooLarge: "A picture may have at most {{megabytes}} MB. What you had before is kept; choose a smaller one.",
  name: "Your name",
  nameSaved: "Others see you as {{name}} now",
  changePassword: "Change password",
  presentPassword: "Present password",
  newPassword: "New password",
  endOthers: "Sign out everywhere else",
  passwordChanged: "Your password is changed",
  accounts: "People",
  ownerOf: "{{name}} (owner of this PageSpace)",
  drives_one: "{{count}} shared drive",
  drives_other: "{{count}} shared drives",
  notSeen: "signed in nowhere",
  reset: "Password link",
  resetOne: "Password link for {{name}}",
  resetLink: "Password link for {{name}}",
  resetHint: "Send it to {{name}}. It sets a new password once, until {{date}}, and ends all their sessions.",
  isDeactivated: "deactivated",
  reactivate: "Reactivate",
  reactivateOne: "Reactivate the account of {{name}}",
  reactivated: "{{name}} can sign in again",
  deactivate: "Deactivate",
  deactivateOne: "Deactivate the account of {{name}}",
  deactivateQuestion: "Deactivate the account of {{name}}?",
  deactivateHint:
    "{{name}} is signed out everywhere at once, and cannot sign in. Their programs and share links stop working, open invites they made end. What they wrote and their places stay; you can reactivate the account at any time.",
  deactivateNow: "Deactivate",
  deactivated: "{{name}} cannot sign in any more",
  delete: "Delete",
  deleteOne: "Delete the account of {{name}}",
  deleteQuestion: "Delete the account of {{name}} for ever?",
  deleteHint:
    "What {{name}} wrote stays, as of a deleted account. Their programs, share links and open invites end, their e-mail address is free again. Their Home drive goes to your trash, where you can restore it for {{days}} days. This cannot be undone.",
  deleteNow: "Delete for ever",
  deleted: "The account of {{name}} is deleted",
  ownedStay_one: "The drive they own stays theirs, and its members keep working in it.",
  ownedStay_other: "The {{count}} drives they own stay theirs, and their members keep working in them.",
  ownedHandedOn_one: "The drive they own becomes yours.",
  ownedHandedOn_other: "The {{count}} drives they own become yours.",
  deleteOwn: "Delete my account…",
  deleteOwnHint:
    "What you wrote in shared drives stays, as of a deleted account. Shared drives you own go to the owner of this PageSpace, unless you hand them on or move them to the trash first. Your Home drive goes to the owner's trash for {{days}} days, where they can restore and read it; delete there what nobody shall see. Your programs, share links and invites end. This cannot be undone.",
  deleteOwnNow: "Delete my account for ever",
  sessions: "Where you are signed in",
  current: "This browser",
  lastSeen: "Last seen {{ago}}",
  endSession: "Sign out there",
  unknownDevice: "Unknown program",
  sessionsFailed: "This list could not be read",
  notEnded: "That browser is still signed in",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    settings: typeof en;
  }
}

addStrings("settings", en);
