import { type Client, createClient } from "#services/client/create-client.ts";
import type { OperationInput } from "#services/contracts/catalogue.ts";

/** Someone who uses a stack over HTTP as a browser does, with a cookie. */
export interface Person {
  readonly client: Client;
  /** For requests beside the typed client. */
  readonly cookie: () => string;
  readonly origin: string;
}

/** A visitor of a stack who keeps the cookie they are given. */
export function createVisitor(origin: string): Person {
  let cookie = "";
  const client = createClient({
    origin,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("origin", origin);
      if (cookie) headers.set("cookie", cookie);
      const answer = await fetch(input, { ...init, headers });
      for (const line of answer.headers.getSetCookie()) cookie = line.split(";")[0] ?? "";
      return answer;
    },
  });
  return { client, cookie: () => cookie, origin };
}

export const ownerDetails = { name: "Ada", email: "ada@example.org", password: "correct horse battery" } as const;

/** Sets a fresh stack up and gives its owner, signed in. */
export async function setUpOwner(stack: {
  readonly origin: string;
  readonly setupCode: string | undefined;
}): Promise<Person> {
  const person = createVisitor(stack.origin);
  await person.client.call("setup.createOwner", { ...ownerDetails, code: stack.setupCode ?? "" });
  return person;
}

/** Signs someone in. */
export async function signIn(origin: string, credentials: OperationInput<"sessions.create">): Promise<Person> {
  const person = createVisitor(origin);
  await person.client.call("sessions.create", credentials);
  return person;
}

/** A second person who joined a drive by an invite. */
export function joinByInvite(owner: Person, driveId: string, name: string): Promise<Person> {
  return join(owner, { driveId, role: "editor" }, name);
}

/** Someone who may read a drive and nothing else. */
export function joinAsViewer(owner: Person, driveId: string, name: string): Promise<Person> {
  return join(owner, { driveId, role: "viewer" }, name);
}

async function join(owner: Person, invite: OperationInput<"invites.create">, name: string): Promise<Person> {
  const { url } = await owner.client.call("invites.create", invite);
  const code = new URLSearchParams(new URL(url).hash.slice(1)).get("code") ?? "";
  const person = createVisitor(owner.origin);
  const email = `${name.toLowerCase()}@example.org`;
  await person.client.call("invites.accept", { code, name, email, password: "another long password" });
  return person;
}
