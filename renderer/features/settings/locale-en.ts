import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
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
