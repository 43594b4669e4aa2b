import { eq } from "drizzle-orm";
import { foldTagName } from "#services/contracts/tag-name.ts";
import { tags } from "#services/database/schema/tags.ts";
import { lockDrives } from "#services/web/operations/check-requirements.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describeTag, readTagRow, refuseTakenName, tellOfTag } from "./tag-rows.ts";

export const updateTag: Handler<"tags.update"> = async ({ input, actor, tx, publish }) => {
  const { driveId, tagId } = input;
  await lockDrives(tx, [driveId]);
  const before = await readTagRow(tx, driveId, tagId);
  const { name = before.name, color = before.color } = input;
  if (name === before.name && color === before.color) return describeTag(before);
  if (name !== before.name) await refuseTakenName(tx, { driveId, name, exceptId: before.id });
  const change = { name, foldedName: foldTagName(name), color };
  await tx.update(tags).set(change).where(eq(tags.id, before.id));
  const tag = { ...before, ...change };
  tellOfTag(publish, "tag.updated", { tag, actorId: actor.userId });
  return describeTag(tag);
};
