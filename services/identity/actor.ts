interface ActingPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string | null;
  /** The owner of the installation. */
  readonly isOwner: boolean;
}

/** A signed-in person, by one of their sessions. */
export interface PersonActor extends ActingPerson {
  readonly kind: "user";
  readonly sessionId: string;
}

/** A program, by a token of a person: with their rights, as far as the token reaches. */
export interface TokenActor extends ActingPerson {
  readonly kind: "token";
  readonly tokenId: string;
  readonly tokenName: string;
  readonly scope: "read" | "write";
  /** The only drives there are for it; null: every drive of the person. */
  readonly driveIds: readonly string[] | null;
}

/** Who is acting: a person or a token of one. */
export type Actor = PersonActor | TokenActor;
