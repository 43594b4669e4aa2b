import { and, eq, gt, sql } from "drizzle-orm";
import { tags } from "#services/database/schema/tags.ts";
import { OperationError } from "#services/platform/errors.ts";
import { lockDrives } from "#services/web/operations/check-requirements.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describeTag, readTagRow, refuseTakenName, refuseTooMany, tellOfTag } from "./tag-rows.ts";

export const deleteTag: Handler<"tags.delete"> = async ({ input, actor, tx, publish }) => {
  await lockDrives(tx, [input.driveId]);
  const tag = await readTagRow(tx, input.driveId, input.tagId);
  await tx.update(tags).set({ deletedAt: sql`now()` }).where(eq(tags.id, tag.id));
  tellOfTag(publish, "tag.deleted", { tag, actorId: actor.userId });
  return {};
};

export const restoreTag: Handler<"tags.restore"> = async ({ input, actor, tx, publish }) => {
  const { driveId, tagId } = input;
  await lockDrives(tx, [driveId]);
  const recent = gt(tags.deletedAt, sql`now() - interval '1 day'`);
  const [tag] = await tx
    .select()
    .from(tags)
    .where(and(eq(tags.id, tagId), eq(tags.driveId, driveId), recent));
  if (!tag) throw new OperationError("not-found", "There is no such deleted tag in this drive; it cannot come back.");
  await refuseTakenName(tx, { driveId, name: tag.name, exceptId: tag.id });
  await refuseTooMany(tx, driveId);
  await tx.update(tags).set({ deletedAt: null }).where(eq(tags.id, tag.id));
  tellOfTag(publish, "tag.restored", { tag, actorId: actor.userId });
  return describeTag(tag);
};
