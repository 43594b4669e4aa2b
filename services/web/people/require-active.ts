import { OperationError } from "#services/platform/errors.ts";

/** Refuses somebody whose password was right, but whose account is deactivated. */
export function requireActive(person: { readonly deactivatedAt: Date | null }): void {
  if (person.deactivatedAt === null) return;
  throw new OperationError(
    "forbidden",
    "This account is deactivated. What you wrote is kept; ask the owner of this PageSpace to let you in again.",
  );
}
