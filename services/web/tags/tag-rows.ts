import { and, eq, isNull, ne } from "drizzle-orm";
import type { WorkspaceEvent } from "#services/contracts/events.ts";
import { limits } from "#services/contracts/limits.ts";
import type { Tag } from "#services/contracts/shapes.ts";
import { foldTagName } from "#services/contracts/tag-name.ts";
import type { Queryable, Transaction } from "#services/database/connection.ts";
import { tags } from "#services/database/schema/tags.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Publish } from "#services/web/context.ts";

type TagEventType = Extract<WorkspaceEvent, { tagId: string }>["type"];
type TagRow = typeof tags.$inferSelect;

/** What is shown of a tag. */
export function describeTag({ id, name, color }: TagRow): Tag {
  return { id, name, color };
}

/** The row of a tag of a drive that is not deleted; `not-found` where there is none. */
export async function readTagRow(q: Queryable, driveId: string, tagId: string): Promise<TagRow> {
  const [row] = await q
    .select()
    .from(tags)
    .where(and(eq(tags.id, tagId), eq(tags.driveId, driveId), isNull(tags.deletedAt)));
  if (!row) throw new OperationError("not-found", "There is no such tag in this drive; it may have been deleted.");
  return row;
}

/** Refuses a name that another tag of the drive has. Its drive is locked. */
export async function refuseTakenName(
  tx: Transaction,
  { driveId, name, exceptId }: { readonly driveId: string; readonly name: string; readonly exceptId: string },
): Promise<void> {
  const [taken] = await tx
    .select({ name: tags.name })
    .from(tags)
    .where(
      and(
        eq(tags.driveId, driveId),
        eq(tags.foldedName, foldTagName(name)),
        isNull(tags.deletedAt),
        ne(tags.id, exceptId),
      ),
    );
  if (taken) throw new OperationError("conflict", `There is a tag “${taken.name}” in this drive already.`);
}

/** Refuses one more tag where the drive has as many as it may. It is locked. */
export async function refuseTooMany(tx: Transaction, driveId: string): Promise<void> {
  const count = await tx.$count(tags, and(eq(tags.driveId, driveId), isNull(tags.deletedAt)));
  if (count < limits.tagsPerDrive) return;
  const message = `This drive has ${limits.tagsPerDrive} tags, which is as many as there can be; delete one first.`;
  throw new OperationError("conflict", message);
}

interface Happened {
  readonly tag: TagRow;
  readonly actorId: string;
}

/** Tells a drive what happened to a tag of it. */
export function tellOfTag(publish: Publish, type: TagEventType, { tag, actorId }: Happened): void {
  const { id: tagId, driveId, name, color } = tag;
  publish(driveId, { type, actorId, driveId, tagId, name, color });
}
