import { parseArgs } from "node:util";
import { ApiError } from "#services/client/api-error.ts";
import { createClient } from "#services/client/create-client.ts";
import { messageOf, PermanentFailure } from "#services/platform/errors.ts";
import { healthBody, healthPath } from "#services/platform/health.ts";
import { dropCredentials, findCredentials, isProgramToken, keepCredentials, readOrigin } from "./credentials.ts";
import type { Terminal } from "./terminal.ts";

/** What `pagespace login --help` prints. */
const help = `Usage: pagespace login <address> [options]

Signs in with e-mail and password, and keeps the session for the commands that follow. What is not given is asked for;
where no terminal is, each answer is a line of standard input.

  --email <address>  who signs in
  --token            ask for a token made in the settings instead of e-mail and password

PAGESPACE_ORIGIN and PAGESPACE_TOKEN sign a single command in without keeping anything.`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        email: { type: "string" },
        token: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new PermanentFailure(`${messageOf(error).split(". ")[0]}; see pagespace login --help.`, { cause: error });
  }
}

/** Signs in to a PageSpace and keeps that for this user. */
export async function logIn(args: readonly string[], terminal: Terminal): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help) return terminal.print(help);
  const [address, ...rest] = positionals;
  if (values.token && rest.length > 0) {
    throw new PermanentFailure(
      "--token takes no value, which others could read among the running programs: the token is asked for. Run pagespace login <address> --token.",
    );
  }
  if (address === undefined || rest.length > 0) {
    throw new PermanentFailure("Say where to sign in: pagespace login https://pages.example.org");
  }
  const origin = readOrigin(address);
  await requirePageSpace(origin);
  if (values.token) {
    const token = (await terminal.ask("Token: ", { isHidden: true })).trim();
    const drives = await asToken(origin, token).call("drives.list", {});
    keepCredentials({ origin, token });
    return terminal.print(
      `Signed in to ${origin} with a token; it sees ${drives.items.length === 1 ? "one drive" : `${drives.items.length} drives`}.`,
    );
  }
  const email = values.email ?? (await terminal.ask("E-mail: ")).trim();
  const password = await terminal.ask("Password: ", { isHidden: true });
  let token: string | undefined;
  const client = createClient({
    origin,
    headers: { "user-agent": "PageSpace command line" },
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      token = sessionTokenOf(answer);
      return answer;
    },
  });
  const { user } = await client.call("sessions.create", { email, password });
  if (token === undefined) throw new PermanentFailure(`${origin} signed you in without a session; is it a PageSpace?`);
  keepCredentials({ origin, token });
  terminal.print(`Signed in to ${origin} as ${user.name}.`);
}

/** Asks for nothing secret before a PageSpace answers at the address. */
async function requirePageSpace(origin: string): Promise<void> {
  const hint = "Check the address, and whether PageSpace runs there; nothing was sent.";
  let answer: Response;
  try {
    answer = await fetch(new URL(healthPath, origin));
  } catch (cause) {
    throw new PermanentFailure(`${origin} cannot be reached. ${hint}`, { cause });
  }
  if (answer.ok && (await answer.text()) === healthBody) return;
  throw new PermanentFailure(`No PageSpace answers at ${origin}. ${hint}`);
}

function asToken(origin: string, token: string) {
  return createClient({ origin, headers: { authorization: `Bearer ${token}` } });
}

/** The session a browser would keep in its cookie, whatever the connection makes its name. */
function sessionTokenOf(answer: Response): string | undefined {
  const [cookie] = answer.headers.getSetCookie().filter((line) => /^(__Host-)?ps_session=/.test(line));
  return cookie?.split(";")[0]?.split("=")[1];
}

/** Ends the session that was kept, and forgets it; a token for programs stays valid. */
export async function logOut(terminal: Terminal): Promise<void> {
  const credentials = findCredentials();
  if (!dropCredentials() || credentials?.token === undefined) return terminal.print("You were signed in nowhere.");
  const { origin, token } = credentials;
  if (isProgramToken(token)) {
    return terminal.print(`Forgot the token for ${origin}. It stays valid until it is revoked in the settings.`);
  }
  try {
    await asToken(origin, token).call("sessions.delete", { sessionId: "current" });
    terminal.print(`Signed out of ${origin}.`);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const end =
      error.code === "unauthenticated" ? "had ended already" : "could not be ended there: end it in the settings";
    terminal.print(`Forgot the session for ${origin}; it ${end}.`);
  }
}
