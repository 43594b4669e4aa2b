import { setInterval } from "node:timers/promises";
import {
  type PagePlace,
  readDriveLevel,
  readMcpToken,
  readPageLevels,
  readPagePlaces,
  readSession,
} from "#services/access/cached-reads.ts";
import { type CacheableValue, createEpochCache } from "#services/access/epoch-cache.ts";
import { listenForEpochs } from "#services/access/epoch-listener.ts";
import { readEpochs } from "#services/access/epochs.ts";
import { findRights, type KeptActor } from "#services/access/layered-rights.ts";
import type { DriveAccess } from "#services/access/page-access.ts";
import { openSharedCache } from "#services/access/shared-cache.ts";
import type { SharedRight } from "#services/access/shared-rights.ts";
import type { AccessLevel } from "#services/contracts/access-levels.ts";
import type { Database } from "#services/database/connection.ts";
import type { TokenActor } from "#services/identity/actor.ts";
import type { SessionActor } from "#services/identity/sessions.ts";
import { hashToken, isTokenOf } from "#services/identity/tokens.ts";
import type { Logger } from "#services/platform/logger.ts";

/** How often the epochs of what is cached are compared with PostgreSQL, in milliseconds. */
const pollMs = 2_000;

/** Rights and sessions, cached for at most a minute and void within a second of a change. For reads; mutations ask inside their transaction. */
export interface Access extends AsyncDisposable {
  /** What a person may do with a page; `none` also where there is no such page. */
  pageLevel(userId: string, pageId: string): Promise<AccessLevel>;
  /** A person's places at pages, by the pages' ids in lower case; none where there is no such page. What is not cached is read in one statement. */
  pagePlaces(userId: string, pageIds: readonly string[]): Promise<ReadonlyMap<string, PagePlace>>;
  driveLevel(userId: string, driveId: string): Promise<DriveAccess | undefined>;
  /** Those of the given people who may view a page. */
  viewers(pageId: string, userIds: readonly string[]): Promise<readonly string[]>;
  /** Who acts by a session's token or by a token for programs. */
  findActorByToken(token: string): Promise<SessionActor | TokenActor | undefined>;
  /** Calls the listener, at least once for each change, with the drive, person, session or token whose rights changed. */
  onRaised(listener: (subjectId: string) => void): () => void;
  /** Has changes of a subject told even while nothing of it is cached and announcements are lost. */
  watch(subjectId: string): () => void;
  /** Drops what is cached of a subject. */
  forget(subjectId: string): void;
  /** Begins to listen for changes; until then, and while PostgreSQL is away, nothing cached is used. */
  start(): void;
  close(): Promise<void>;
}

export interface AccessOptions {
  readonly db: Database;
  readonly directUrl: string;
  readonly logger: Logger;
  /** Redis, where several processes share what they read; undefined where each reads for itself. */
  readonly redisUrl?: string | undefined;
}

function cachedAs(given: CacheableValue<unknown>, value: KeptActor): CacheableValue<KeptActor> {
  return { value, subjects: given.subjects, endsInMs: given.endsInMs };
}

function pageKey(userId: string, pageId: string): string {
  return `pagespace:perms:${userId}:${pageId}`;
}

/** A resolver of rights over a database, to be started and closed. */
export function createAccess({ db, directUrl, logger, redisUrl }: AccessOptions): Access {
  const listeners = new Set<(subjectId: string) => void>();
  const watched = new Map<string, number>();
  const tell = (subjectId: string) => {
    for (const listener of listeners) listener(subjectId);
  };
  const cache = createEpochCache<SharedRight | KeptActor>({ now: () => performance.now(), onRaised: tell });
  const shared = redisUrl === undefined ? undefined : openSharedCache({ url: redisUrl, logger });
  const layers = { own: cache, shared };
  const closing = new AbortController();
  let background: Promise<unknown> = Promise.resolve();

  async function poll(): Promise<void> {
    const at = performance.now();
    const subjects = cache.listSubjects(watched.keys());
    try {
      if (subjects.size > 0) {
        const epochs = await readEpochs(db, [...subjects]);
        for (const [id, epoch] of epochs) {
          const isFirst = !cache.knows(id);
          cache.learn(id, epoch);
          if (isFirst && watched.has(id)) tell(id);
        }
      }
      cache.confirm(at);
    } catch (error) {
      logger.debug({ err: error }, "rights could not be compared; the cache is passed by");
    }
  }

  async function pollForever(signal: AbortSignal): Promise<void> {
    await poll();
    try {
      for await (const _ of setInterval(pollMs, undefined, { signal })) await poll();
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async function readLevels(pageId: string, userIds: readonly string[]): Promise<Map<string, AccessLevel>> {
    const page = pageId.toLowerCase();
    const userOf = new Map(userIds.map((userId) => [pageKey(userId, page), userId]));
    const found = await findRights(layers, { userIds, keys: [...userOf.keys()] }, async (missing) => {
      const unknown = missing.flatMap((key) => userOf.get(key) ?? []);
      const rights = await readPageLevels(db, page, unknown);
      return rights.map(({ userId, value: level, ...held }) => ({
        key: pageKey(userId, page),
        right: { ...held, value: { kind: "page", level } as const },
      }));
    });
    const levels = new Map<string, AccessLevel>();
    for (const [key, right] of found) {
      const userId = userOf.get(key);
      if (userId !== undefined && right.kind === "page") levels.set(userId, right.level);
    }
    return levels;
  }

  async function pagePlaces(userId: string, pageIds: readonly string[]): Promise<ReadonlyMap<string, PagePlace>> {
    const keyOf = (pageId: string) => `pagespace:places:${userId}:${pageId}`;
    const pageOf = new Map(pageIds.map((id) => [keyOf(id.toLowerCase()), id.toLowerCase()]));
    const found = await findRights(layers, { userIds: [userId], keys: [...pageOf.keys()] }, async (missing) => {
      const unknown = missing.flatMap((key) => pageOf.get(key) ?? []);
      const rights = await readPagePlaces(db, userId, unknown);
      return rights.map(({ pageId, value: place, ...held }) => ({
        key: keyOf(pageId),
        right: { ...held, value: { kind: "place", place } as const },
      }));
    });
    const places = new Map<string, PagePlace>();
    for (const [key, right] of found) {
      const pageId = pageOf.get(key);
      if (pageId !== undefined && right.kind === "place") places.set(pageId, right.place);
    }
    return places;
  }

  async function driveLevel(userId: string, driveId: string): Promise<DriveAccess | undefined> {
    const drive = driveId.toLowerCase();
    const key = `pagespace:drives:${userId}:${drive}`;
    const found = await findRights(layers, { userIds: [userId], keys: [key] }, async () => {
      const read = await readDriveLevel(db, userId, drive);
      return read === undefined ? [] : [{ key, right: { ...read, value: { kind: "drive", access: read.value } } }];
    });
    const right = found.get(key);
    return right?.kind === "drive" ? right.access : undefined;
  }

  async function findTokenActor(token: string): Promise<TokenActor | undefined> {
    const key = `pagespace:tokens:${hashToken(token).toString("base64url")}`;
    const found = cache.find(key);
    if (found?.kind === "token") return found.actor;
    const generation = cache.generation();
    const read = await readMcpToken(db, token);
    if (read) cache.store(key, cachedAs(read, { kind: "token", actor: read.value }), generation);
    return read?.value;
  }

  async function findSessionActor(token: string): Promise<SessionActor | undefined> {
    const key = `pagespace:sessions:${hashToken(token).toString("base64url")}`;
    const found = cache.find(key);
    if (found?.kind === "session") return found.actor;
    const generation = cache.generation();
    const read = await readSession(db, token);
    if (read) {
      const actor = { ...read.value, isExtended: false };
      cache.store(key, cachedAs(read, { kind: "session", actor }), generation);
    }
    return read?.value;
  }

  async function close(): Promise<void> {
    closing.abort();
    shared?.close();
    await background;
  }

  return {
    pagePlaces,
    driveLevel,
    findActorByToken: (token) => (isTokenOf("mcp", token) ? findTokenActor(token) : findSessionActor(token)),
    close,
    [Symbol.asyncDispose]: close,
    async pageLevel(userId, pageId) {
      return (await readLevels(pageId, [userId])).get(userId) ?? "none";
    },
    async viewers(pageId, userIds) {
      const levels = await readLevels(pageId, userIds);
      return userIds.filter((userId) => (levels.get(userId) ?? "none") !== "none");
    },
    onRaised(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watch(subjectId) {
      watched.set(subjectId, (watched.get(subjectId) ?? 0) + 1);
      let isWatching = true;
      return () => {
        if (!isWatching) return;
        isWatching = false;
        const left = (watched.get(subjectId) ?? 1) - 1;
        if (left > 0) watched.set(subjectId, left);
        else watched.delete(subjectId);
      };
    },
    forget: (subjectId) => cache.forget(subjectId),
    start() {
      const { signal } = closing;
      background = Promise.all([
        pollForever(signal),
        listenForEpochs({
          directUrl,
          logger,
          signal,
          onRaised: cache.announce,
          onLost: cache.clear,
          onHeard: () => void poll(),
        }),
      ]);
    },
  };
}
