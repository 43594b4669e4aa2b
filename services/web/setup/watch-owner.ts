import type { Queryable } from "#services/database/connection.ts";
import { hasOwner } from "#services/identity/setup-codes.ts";

/** Tells whether this installation has an owner; once it has one it is not asked again. */
export function watchOwner(db: Queryable): () => Promise<boolean> {
  let isSetUp = false;
  return async () => {
    isSetUp ||= await hasOwner(db);
    return isSetUp;
  };
}
