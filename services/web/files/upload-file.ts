import { sql } from "drizzle-orm";
import { catalogue } from "#services/contracts/catalogue.ts";
import type { StoredBlob } from "#services/contracts/internal.ts";
import { hasPreview, hasText } from "#services/contracts/media-types.ts";
import { PageSummary } from "#services/contracts/shapes.ts";
import type { Transaction } from "#services/database/connection.ts";
import { files, pageFiles } from "#services/database/schema/pages.ts";
import { OperationError } from "#services/platform/errors.ts";
import { indexPage } from "#services/search/index-page.ts";
import type { HandlerContext } from "#services/web/context.ts";
import { checkRequirements, lockDrives } from "#services/web/operations/check-requirements.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readRights } from "#services/web/operations/rights.ts";
import { type TransactionScope, transact } from "#services/web/operations/transact.ts";
import { insertPage, requireFitParent } from "#services/web/pages/insert-page.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { storeBytes } from "./processor-client.ts";

export const uploadFile: Handler<"files.upload"> = async ({ input, actor, services, request, body, once }) => {
  const { "content-length": declared } = request.headers;
  const contentLength = typeof declared === "string" ? declared : undefined;
  const { maxBytes } = services.uploads;
  if (Number(contentLength) > maxBytes) {
    throw new OperationError("payload-too-large", `A file may have at most ${maxBytes} bytes; nothing was stored.`);
  }
  // What can be refused is refused before there are bytes to store.
  if (input.parentId !== undefined) requireFitParent(await readPageRow(services.db, input.parentId), "file");
  const blob = await storeBytes(services, {
    body,
    contentLength,
    actorId: actor.userId,
    signal: request.signal,
  });
  return transact(services, async (scope) => {
    // Another file under the same key is another request.
    const page = await once(scope.tx, { contentHash: blob.contentHash }, () =>
      addFilePage(scope, { input, actor, services, blob }),
    );
    return PageSummary.parse(page);
  });
};

type UploadCall = Pick<HandlerContext<"files.upload">, "input" | "actor" | "services">;

async function addFilePage(
  { tx, publish }: TransactionScope,
  { input, actor, services, blob }: UploadCall & { readonly blob: StoredBlob },
): Promise<PageSummary> {
  await lockDrives(tx, [input.driveId]);
  // The upload may have taken long: what was allowed when it began is asked again.
  await checkRequirements(readRights(tx, actor.userId), actor, { operation: catalogue["files.upload"], input });
  const inserted = await insertPage(tx, {
    driveId: input.driveId,
    parentId: input.parentId ?? null,
    type: "file",
    title: input.name.trim(),
    actorId: actor.userId,
  });
  const file = await recordFile(tx, blob);
  const page = { ...inserted, file: { sizeBytes: file.sizeBytes, mediaType: file.mediaType } };
  await tx.insert(pageFiles).values({ pageId: page.id, contentHash: blob.contentHash, name: input.name });
  if (file.textContent !== null) await indexPage(tx, { pageId: page.id, body: file.textContent });
  if (file.preview === "pending" || file.text === "pending") {
    await services.jobs.enqueueFileProcessing(tx, blob.contentHash);
  }
  publish(page.driveId, {
    type: "page.created",
    actorId: actor.userId,
    driveId: page.driveId,
    pageId: page.id,
    page,
  });
  return page;
}

/** The row of these bytes, locked: new, or the one there is, with parts that failed before tried once more. */
async function recordFile(tx: Transaction, blob: StoredBlob): Promise<typeof files.$inferSelect> {
  const retried = (column: typeof files.preview | typeof files.text) =>
    sql`CASE ${column} WHEN 'failed' THEN 'pending' ELSE ${column} END`;
  const [row] = await tx
    .insert(files)
    .values({
      ...blob,
      preview: hasPreview(blob.mediaType) ? "pending" : "none",
      text: hasText(blob.mediaType) ? "pending" : "none",
    })
    .onConflictDoUpdate({
      target: files.contentHash,
      set: {
        preview: retried(files.preview),
        text: retried(files.text),
        attempts: sql`CASE WHEN 'failed' IN (${files.preview}, ${files.text}) THEN 0 ELSE ${files.attempts} END`,
      },
    })
    .returning();
  if (!row) throw new Error("An upsert returned no row.");
  return row;
}
