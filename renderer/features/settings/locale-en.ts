import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  profile: "Profile",
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
