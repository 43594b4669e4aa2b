import { api } from "#renderer/api/client.ts";
import { ApiError } from "#services/client/api-error.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { limits } from "#services/contracts/limits.ts";

/** The most children the server lists at once. */
export const pagesPerRequest = 500;

type Level = Pick<OperationOutput<"pages.list">, "items" | "nextCursor">;

interface Asked {
  readonly parentId: string | null;
  readonly resolve: (level: Level) => void;
  readonly reject: (error: unknown) => void;
}

/** What is asked for at this moment, by drive; sent together when the moment is over. */
const gathered = new Map<string, Asked[]>();

/** The beginning of the children of a page, or of the drive's root for null; what is asked for at once goes in one request. */
export function loadLevel(driveId: string, parentId: string | null): Promise<Level> {
  const { promise, resolve, reject } = Promise.withResolvers<Level>();
  const asked = gathered.get(driveId);
  if (asked === undefined) {
    gathered.set(driveId, [{ parentId, resolve, reject }]);
    setTimeout(() => void sendGathered(driveId));
  } else asked.push({ parentId, resolve, reject });
  return promise;
}

async function sendGathered(driveId: string): Promise<void> {
  const asked = gathered.get(driveId) ?? [];
  gathered.delete(driveId);
  const parts: Asked[][] = [];
  for (let start = 0; start < asked.length; start += limits.levelsPerRequest) {
    parts.push(asked.slice(start, start + limits.levelsPerRequest));
  }
  await Promise.all(parts.map((part) => (part.length === 1 ? sendEach(driveId, part) : sendPart(driveId, part))));
}

async function sendEach(driveId: string, asked: readonly Asked[]): Promise<void> {
  for (const { parentId, resolve, reject } of asked) {
    const input = { driveId, parentId: parentId ?? undefined, limit: pagesPerRequest };
    await api.call("pages.list", input).then(resolve, reject);
  }
}

async function sendPart(driveId: string, asked: readonly Asked[]): Promise<void> {
  try {
    const { levels } = await api.call("pages.listMany", { driveId, parentIds: asked.map(({ parentId }) => parentId) });
    for (const { parentId, resolve, reject } of asked) {
      const level = levels.find((one) => one.parentId === parentId);
      if (level === undefined) reject(gone());
      else resolve(level);
    }
  } catch (error) {
    // One level that cannot be asked for, such as a remembered id that is none, spoils no other.
    if (error instanceof ApiError && error.code === "invalid-input") return sendEach(driveId, asked);
    for (const { reject } of asked) reject(error);
  }
}

/** What a request for one level alone would be answered. */
function gone(): ApiError {
  const message = "There is no such page, or you may not see it.";
  return new ApiError({ code: "not-found", message, requestId: null });
}
