import type { CacheableValue, EpochCache } from "#services/access/epoch-cache.ts";
import type { SharedCache } from "#services/access/shared-cache.ts";
import { findSharedRights, type SharedRight, shareRights } from "#services/access/shared-rights.ts";
import type { TokenActor } from "#services/identity/actor.ts";
import type { SessionActor } from "#services/identity/sessions.ts";

/** A right as it was read, with its key. */
export interface ReadRight {
  readonly key: string;
  readonly right: CacheableValue<SharedRight>;
}

/** Who acts by a session's token or by one for programs; kept in one process alone. */
export type KeptActor =
  | { readonly kind: "session"; readonly actor: SessionActor }
  | { readonly kind: "token"; readonly actor: TokenActor };

export interface RightsLayers {
  readonly own: EpochCache<SharedRight | KeptActor>;
  /** What several processes share; undefined where there is none. */
  readonly shared: SharedCache | undefined;
}

/**
 * Rights of a person by their keys: from this process, else from what others left and still holds under the epochs known
 * here, else read all at once.
 */
export async function findRights(
  { own, shared }: RightsLayers,
  wanted: { readonly userIds: readonly string[]; readonly keys: readonly string[] },
  read: (missing: readonly string[]) => Promise<readonly ReadRight[]>,
): Promise<ReadonlyMap<string, SharedRight>> {
  const found = new Map<string, SharedRight>();
  for (const key of wanted.keys) {
    const right = own.find(key);
    if (right !== undefined && right.kind !== "session" && right.kind !== "token") found.set(key, right);
  }
  let missing = wanted.keys.filter((key) => !found.has(key));
  // Under epochs that are not known here nothing of the others counts.
  if (missing.length > 0 && shared !== undefined && wanted.userIds.some((id) => own.knows(id))) {
    const left = await findSharedRights(shared, missing);
    for (const [index, key] of missing.entries()) {
      const right = left[index];
      if (right !== undefined && own.accept(key, right)) found.set(key, right.value);
    }
    missing = missing.filter((key) => !found.has(key));
  }
  if (missing.length === 0) return found;
  const generation = own.generation();
  const rights = await read(missing);
  for (const { key, right } of rights) {
    found.set(key, right.value);
    own.store(key, right, generation);
  }
  if (shared !== undefined) shareRights(shared, rights);
  return found;
}
