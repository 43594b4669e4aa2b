import { foldTagName } from "#services/contracts/tag-name.ts";
import { tags } from "#services/database/schema/tags.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { lockDrives } from "#services/web/operations/check-requirements.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { describeTag, refuseTakenName, refuseTooMany, tellOfTag } from "./tag-rows.ts";

export const createTag: Handler<"tags.create"> = async ({ input, actor, tx, publish }) => {
  const { driveId, name, color } = input;
  const id = createId();
  await lockDrives(tx, [driveId]);
  await refuseTakenName(tx, { driveId, name, exceptId: id });
  await refuseTooMany(tx, driveId);
  const values = { id, driveId, name, foldedName: foldTagName(name), color };
  const tag = { ...values, createdAt: new Date(), deletedAt: null };
  await tx.insert(tags).values(values);
  tellOfTag(publish, "tag.created", { tag, actorId: actor.userId });
  return describeTag(tag);
};
