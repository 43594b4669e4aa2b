import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "Tokens for programs",
  lead: "With a token an assistant or a script works in PageSpace in your name: over MCP, REST and the command line.",
  docs: "All operations",
  none: "You have no tokens.",
  add: "New token",
  failed: "This list could not be read",
  name: "Name",
  nameHint: "What it is for, such as “Claude on my laptop”.",
  scope: "It may",
  read: "Read",
  readHint: "Sees pages and files, changes nothing",
  write: "Read and write",
  writeHint: "Makes, changes, moves and deletes too, as far as you may",
  drives: "In",
  allDrives: "All my drives",
  allDrivesHint: "Also those I join later",
  someDrives: "Only these",
  noDrive: "Choose at least one drive.",
  expires: "It ends",
  days_one: "After {{count}} day",
  days_other: "After {{count}} days",
  year: "After a year",
  never: "When I revoke it",
  create: "Create token",
  creating: "Creating…",
  made: "“{{name}}” is ready",
  once: "Copy the token now: it is shown this once.",
  secret: "Token",
  config: "For an MCP client, such as an assistant’s settings",
  done: "Done",
  everywhere: "all drives",
  goneDrive: "a drive you are no longer in",
  endless: "does not end",
  ends: "ends {{date}}",
  ended: "ended {{date}}",
  unused: "never used",
  used: "used {{ago}}",
  revoke: "Revoke",
  revokeNamed: "Revoke “{{name}}”",
  confirm: "Revoke “{{name}}”?",
  confirmHint: "Programs that use it are refused at once. This cannot be undone.",
  keep: "Keep it",
  notRevoked: "The token is still valid",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    tokens: typeof en;
  }
}

addStrings("tokens", en);
