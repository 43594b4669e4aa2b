import { hasPreview } from "#services/contracts/media-types.ts";
import type { Cover } from "#services/contracts/shapes.ts";
import type { Queryable } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { changeUnlockedPage } from "./change-unlocked-page.ts";
import { readPageSummary } from "./page-summary.ts";

/** The media type of the file of a live page `$3` right below the page `$1` that the person `$2` may view. */
const selectPicture = prepare<{ readonly mediaType: string }>(
  "cover-picture",
  `SELECT f.media_type AS "mediaType" FROM pages p
   JOIN page_files l ON l.page_id = p.id JOIN files f ON f.content_hash = l.content_hash
   WHERE p.id = $3::uuid AND p.parent_id = $1::uuid AND p.trashed_at IS NULL AND may_view($2::uuid, p.id)`,
);

/** A picture of another page would be shown by the rights of this one. */
async function requirePicture(q: Queryable, userId: string, { pageId, fileId }: { pageId: string; fileId: string }) {
  const [picture] = await selectPicture(q, [pageId, userId, fileId]);
  if (!picture) {
    const message = "The cover stays as it was: a picture for it has to be uploaded right below the page first.";
    throw new OperationError("conflict", message);
  }
  if (!hasPreview(picture.mediaType)) {
    throw new OperationError("conflict", "The cover stays as it was: this file is no picture that can be shown.");
  }
}

/** The cover with its picture named as the database writes it. */
function withLowerCaseId(cover: Cover | null): Cover | null {
  return cover?.kind === "picture" ? { ...cover, fileId: cover.fileId.toLowerCase() } : cover;
}

export const setCover: Handler<"pages.setCover"> = async ({ input, actor, tx, publish }) => {
  const { pageId } = input;
  const cover = withLowerCaseId(input.cover);
  if (cover?.kind === "picture") await requirePicture(tx, actor.userId, { pageId, fileId: cover.fileId });
  await changeUnlockedPage(tx, { pageId, actorId: actor.userId, set: { cover } });
  const page = await readPageSummary(tx, actor.userId, pageId);
  publish(page.driveId, { type: "page.cover-changed", actorId: actor.userId, driveId: page.driveId, pageId, cover });
  return page;
};
