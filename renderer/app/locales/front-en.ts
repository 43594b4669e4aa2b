import { addStrings } from "#renderer/workspace/strings/i18n.ts";

/** The words of what stands before the workspace: setup, sign-in, invite. */
const front = {
  setup: {
    title: "Set up PageSpace",
    lead: "You are the first one here. Make the owner’s account; everyone else joins by an invite from you.",
    name: "Your name",
    email: "E-mail",
    emailHint: "For signing in. No mail is sent.",
    password: "Password",
    passwordHint: "At least {{count}} characters.",
    submit: "Create the workspace",
    submitting: "Creating…",
    code: "Setup code",
    codeHint: "It stands in the terminal where PageSpace was started.",
    missingCode: "Open the address that the terminal shows: it holds the setup code. Or type the code here.",
  },
  signIn: {
    title: "Sign in",
    lead: "Welcome back to your workspace.",
    expired: "Your session has ended. Sign in to go on where you were.",
    submit: "Sign in",
    submitting: "Signing in…",
    hint: "No account yet? Ask someone in the workspace for an invite.",
  },
  reset: {
    title: "Set a new password",
    lead: "{{name}}, this ends every session you have; sign in with the new password afterwards.",
    password: "New password",
    submit: "Set the password",
    broken: "This link does not work",
    brokenHint: "The link is not whole. Ask for a new one; the password is as it was.",
    reading: "Reading the link…",
  },
  invite: {
    title: "Join {{drive}}",
    lead: "{{person}} invites you to “{{drive}}” as {{role}}.",
    asNew: "I am new here",
    asKnown: "I have an account",
    joinAs: "Join as {{name}}",
    join: "Join",
    joining: "Joining…",
    joined: "You are in “{{drive}}” already",
    joinedHint: "The invite was not used up by this.",
    goHome: "Go to your pages",
    signIn: "Sign in",
    broken: "This invite does not work",
    brokenHint: "It was used, it has expired, or the link is not whole. Ask for a new one.",
    reading: "Reading the invite…",
    unread: "This invite could not be read",
    retry: "Try again",
  },
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    front: typeof front;
  }
}

/** Makes these words known; idempotent. */
export function addFrontStrings(): void {
  addStrings("front", front);
}
