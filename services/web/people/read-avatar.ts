import { Readable } from "node:stream";
import { prepare } from "#services/database/prepare.ts";
import { OperationError } from "#services/platform/errors.ts";
import { untrustedContentHeaders } from "#services/web/files/download-headers.ts";
import { isMatch } from "#services/web/http/entity-tags.ts";
import type { Handler } from "#services/web/operations/handler.ts";

/**
 * Whether the person `$1`, owner of the installation where `$2`, knows the one of an avatar `a`: themselves, and everybody
 * with a place in a drive in which they have a level. Who has none, as guests, is told of nobody else there.
 */
const isKnown = `($2::boolean OR a.user_id = $1::uuid OR EXISTS (
  SELECT FROM drive_members own JOIN drives d ON d.id = own.drive_id AND d.trashed_at IS NULL
  WHERE own.user_id = $1::uuid AND role_rank(own.role) >= 1
    AND (EXISTS (SELECT FROM drive_members m WHERE m.drive_id = d.id AND m.user_id = a.user_id)
      OR EXISTS (SELECT FROM page_permissions g JOIN pages p ON p.id = g.page_id
                 WHERE p.drive_id = d.id AND g.user_id = a.user_id
                   AND (g.expires_at IS NULL OR g.expires_at > now())))))`;

const selectAvatars = prepare<{ readonly userId: string; readonly version: string }>(
  "avatars-known",
  `SELECT a.user_id AS "userId", a.version FROM avatars a WHERE ${isKnown} ORDER BY a.user_id`,
);

const selectAvatar = prepare<{ readonly version: string; readonly webp: Buffer }>(
  "avatar-known",
  `SELECT a.version, a.webp FROM avatars a WHERE a.user_id = $3::uuid AND ${isKnown}`,
);

export const listAvatars: Handler<"people.listAvatars"> = async ({ actor, services }) => ({
  items: await selectAvatars(services.db, [actor.userId, actor.isOwner]),
});

export const readAvatar: Handler<"people.readAvatar"> = async ({ input, actor, services, request }) => {
  const [avatar] = await selectAvatar(services.db, [actor.userId, actor.isOwner, input.userId]);
  if (!avatar) throw new OperationError("not-found", "There is no picture of this person, or you may not see it.");
  const etag = `"${avatar.version}"`;
  const headers = { ...untrustedContentHeaders, etag, "content-type": "image/webp" };
  if (isMatch(request.headers["if-none-match"], etag)) return { status: 304, headers, body: null };
  return {
    status: 200,
    headers: { ...headers, "content-length": String(avatar.webp.length) },
    body: Readable.from([avatar.webp], { objectMode: false }),
  };
};
