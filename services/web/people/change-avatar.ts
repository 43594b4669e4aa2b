import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { limits } from "#services/contracts/limits.ts";
import { avatars } from "#services/database/schema/people.ts";
import { OperationError } from "#services/platform/errors.ts";
import { makeAvatar } from "#services/web/files/processor-client.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { type TransactionScope, transact } from "#services/web/operations/transact.ts";

/** Characters of a version: enough that no two pictures share one. */
const versionCharacters = 16;

export const setAvatar: Handler<"people.setAvatar"> = async ({ actor, services, request, body, once }) => {
  const { userId } = actor;
  const { "content-length": declared } = request.headers;
  const contentLength = typeof declared === "string" ? declared : undefined;
  if (Number(contentLength) > limits.avatarBytes) {
    const message = `A picture may have at most ${limits.avatarBytes / 1_000_000} MB. What you had before is kept.`;
    throw new OperationError("payload-too-large", message);
  }
  const webp = await makeAvatar(services, { body, contentLength, actorId: userId, signal: request.signal });
  const version = createHash("sha256").update(webp).digest("hex").slice(0, versionCharacters);
  await transact(services, (scope) =>
    once(scope.tx, { version }, async () => {
      const change = { version, webp, createdAt: sql`now()` };
      await scope.tx
        .insert(avatars)
        .values({ userId, ...change })
        .onConflictDoUpdate({ target: avatars.userId, set: change });
      await tellOfAvatar(scope, userId, version);
      return {};
    }),
  );
  return { userId, version };
};

export const removeAvatar: Handler<"people.removeAvatar"> = async ({ actor, tx, publish }) => {
  const removed = await tx.delete(avatars).where(eq(avatars.userId, actor.userId)).returning({ id: avatars.userId });
  if (removed.length > 0) await tellOfAvatar({ tx, publish }, actor.userId, null);
  return {};
};

async function tellOfAvatar(
  { tx, publish }: Pick<TransactionScope, "tx" | "publish">,
  userId: string,
  version: string | null,
): Promise<void> {
  const drives = await tx.execute<{ id: string }>(sql`SELECT drives_of(${userId}::uuid) AS id`);
  for (const streamId of [userId, ...drives.rows.map(({ id }) => id)]) {
    publish(streamId, { type: "person.avatar-changed", actorId: userId, userId, version });
  }
}
