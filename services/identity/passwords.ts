/** OWASP's figures for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash that no password has, verified for unknown accounts so that they take as long as known ones. */
const nobodysHash = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** The argon2id hash of a password, with its own salt. */
export async function hashPassword(password: string): Promise<string> {
  const argon2 = await import("@node-rs/argon2");
  return argon2.hash(password.normalize("NFKC"), cost);
}

/** Whether the password has this hash; without a hash the same work is done and the answer is no. */
export async function verifyPassword(hash: string | null | undefined, password: string): Promise<boolean> {
  const argon2 = await import("@node-rs/argon2");
  const isRight = await argon2.verify(hash ?? nobodysHash, password.normalize("NFKC"), cost);
  return isRight && typeof hash === "string";
}
