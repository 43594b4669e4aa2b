/** Who is acting: a signed-in person, by one of their sessions. */
export interface Actor {
  readonly kind: "user";
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string | null;
  /** The owner of the installation. */
  readonly isOwner: boolean;
}
