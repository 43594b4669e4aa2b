import { eq, sql } from "drizzle-orm";
import { files } from "#services/database/schema/pages.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { readPageFile } from "./read-page-file.ts";

export const reprocessFile: Handler<"files.reprocess"> = async ({ input, actor, tx, services, publish }) => {
  const { driveId } = await readPageRow(tx, input.pageId);
  const { contentHash, preview, text } = await readPageFile(tx, input.pageId);
  if (preview !== "failed" && text !== "failed") return {};
  await tx
    .update(files)
    .set({
      preview: sql`CASE ${files.preview} WHEN 'failed' THEN 'pending' ELSE ${files.preview} END`,
      previewReason: null,
      text: sql`CASE ${files.text} WHEN 'failed' THEN 'pending' ELSE ${files.text} END`,
      textReason: null,
      attempts: 0,
    })
    .where(eq(files.contentHash, contentHash));
  await services.jobs.enqueueFileProcessing(tx, contentHash);
  publish(driveId, { type: "file.processed", actorId: actor.userId, driveId, pageId: input.pageId });
  return {};
};
