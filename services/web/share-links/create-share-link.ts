import { limits } from "#services/contracts/limits.ts";
import { shareLinks } from "#services/database/schema/sharing.ts";
import { hashPassword } from "#services/identity/passwords.ts";
import { createToken } from "#services/identity/tokens.ts";
import { OperationError } from "#services/platform/errors.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { readPageRow } from "#services/web/pages/read-page-row.ts";
import { describeLink, selectLinks } from "./read-links.ts";

export const createShareLink: Handler<"shareLinks.create"> = async (context) => {
  const { input, actor, tx, services, request, publish } = context;
  const { pageId, hasSubtree, isIndexable, password } = input;
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt.getTime() <= Date.now()) {
    throw new OperationError("invalid-input", "That time has passed; no link was made. Choose a later one.");
  }
  const page = await readPageRow(tx, pageId);
  if (page.trashedAt !== null) throw new OperationError("conflict", "The page is in the trash; restore it first.");
  if ((await selectLinks(tx, [pageId])).length >= limits.shareLinksPerPage) {
    throw new OperationError(
      "conflict",
      `A page has at most ${limits.shareLinksPerPage} links; end some of them first.`,
    );
  }
  const { token, hash, prefix } = createToken("share");
  const id = createId();
  await tx.insert(shareLinks).values({
    ...{ id, pageId, hasSubtree, isIndexable, tokenHash: hash, tokenPrefix: prefix, expiresAt },
    passwordHash: password === undefined ? null : await hashPassword(password),
    createdBy: actor.userId,
  });
  const link = (await selectLinks(tx, [pageId])).find((one) => one.id === id);
  if (!link) throw new Error("The link was not stored.");
  publish(page.driveId, { type: "shareLink.made", actorId: actor.userId, driveId: page.driveId, pageId });
  const origin = services.config.web.publicUrl ?? request.origin;
  return { url: `${origin}/s/${token}`, link: describeLink(link) };
};
