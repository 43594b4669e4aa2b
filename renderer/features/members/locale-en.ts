import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  invite: "Invite people to {{drive}}",
  inviteHint: "The link lets one person join. Send it to them any way you like.",
  role: "They join as",
  createLink: "Create link",
  creatingLink: "Creating…",
  link: "Invite link",
  expires: "It works once, until {{date}}.",
  another: "Create another link",
  thisComputerOnly: "This link works on this computer only. Start PageSpace with --host 0.0.0.0 to let others in.",
  homeTitle: "Your Home drive stays private",
  homeHint: "Make a drive for the team and invite people there. Pages can be made in it right away.",
  roleHints: {
    admin: "Everything, and invites people",
    editor: "Reads, writes, moves and trashes pages",
    viewer: "Reads",
  },
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    members: typeof en;
  }
}

addStrings("members", en);
