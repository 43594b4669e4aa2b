import { domainToUnicode } from "node:url";
import type { PersonSummary } from "#services/contracts/shapes.ts";

/** The public part of a user row or an actor. */
export function describePerson(person: {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}): PersonSummary {
  return { id: person.id, name: person.name, email: person.email === null ? null : readableEmail(person.email) };
}

/** An address as people write it: domains are kept in the form of the network. */
function readableEmail(email: string): string {
  const at = email.lastIndexOf("@") + 1;
  return `${email.slice(0, at)}${domainToUnicode(email.slice(at)) || email.slice(at)}`;
}
