import * as z from "zod";
import type { PagePlace } from "#services/access/cached-reads.ts";
import type { CacheableValue } from "#services/access/epoch-cache.ts";
import { accessLevels, driveRoles } from "#services/contracts/access-levels.ts";
import type { SharedCache } from "./shared-cache.ts";

/** How long a right is shared at most, in milliseconds. */
const lifetimeMs = 60_000;

const AccessLevel = z.enum(accessLevels);
const DriveRole = z.enum(driveRoles);

const Place: z.ZodType<PagePlace> = z.object({
  level: AccessLevel,
  driveId: z.string(),
  depth: z.number(),
  shownAncestorIds: z.array(z.string()),
});

const SharedRight = z.object({
  value: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("page"), level: AccessLevel }),
    z.object({ kind: z.literal("place"), place: Place }),
    z.object({ kind: z.literal("drive"), access: z.object({ role: DriveRole, level: AccessLevel }) }),
  ]),
  subjects: z.array(z.object({ id: z.string(), epoch: z.number() })),
  /** By the clock of who wrote it, in milliseconds. */
  endsAt: z.number(),
});

/** A right as processes share it: what it is, and the epochs it holds under. */
export type SharedRight = z.infer<typeof SharedRight>["value"];

/** Reads rights that other processes left; what is not there, has ended or is not such a right is undefined. */
export async function findSharedRights(
  cache: SharedCache,
  keys: readonly string[],
): Promise<readonly (CacheableValue<SharedRight> | undefined)[]> {
  return (await cache.findMany(keys)).map(parse);
}

/** Leaves rights for other processes. */
export function shareRights(
  cache: SharedCache,
  rights: readonly { readonly key: string; readonly right: CacheableValue<SharedRight> }[],
): void {
  cache.store(
    rights.map(({ key, right: { value, subjects, endsInMs } }) => {
      const leftMs = Math.min(lifetimeMs, endsInMs ?? lifetimeMs);
      return { key, text: JSON.stringify({ value, subjects, endsAt: Date.now() + leftMs }), lifetimeMs: leftMs };
    }),
  );
}

function parse(text: string | undefined): CacheableValue<SharedRight> | undefined {
  if (text === undefined) return undefined;
  try {
    const { value, subjects, endsAt } = SharedRight.parse(JSON.parse(text));
    const endsInMs = endsAt - Date.now();
    return endsInMs > 0 && subjects.length > 0 ? { value, subjects, endsInMs } : undefined;
  } catch {
    return undefined;
  }
}
