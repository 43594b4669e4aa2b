import type { PersonSummary } from "#services/contracts/shapes.ts";

/** The public part of a user row or an actor. */
export function describePerson(person: {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}): PersonSummary {
  return { id: person.id, name: person.name, email: person.email };
}
