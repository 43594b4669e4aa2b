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
import type { DriveAccess } from "#services/access/page-access.ts";
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
}

type Cached =
  | { readonly kind: "page"; readonly level: AccessLevel }
  | { readonly kind: "place"; readonly place: PagePlace }
  | { readonly kind: "drive"; readonly access: DriveAccess }
  | { readonly kind: "session"; readonly actor: SessionActor }
  | { readonly kind: "token"; readonly actor: TokenActor };

function cachedAs(given: CacheableValue<unknown>, value: Cached): CacheableValue<Cached> {
  return { value, subjects: given.subjects, endsInMs: given.endsInMs };
}

function pageKey(userId: string, pageId: string): string {
  return `pagespace:perms:${userId}:${pageId}`;
}

/** A resolver of rights over a database, to be started and closed. */
export function createAccess({ db, directUrl, logger }: AccessOptions): Access {
  const listeners = new Set<(subjectId: string) => void>();
  const watched = new Map<string, number>();
  const tell = (subjectId: string) => {
    for (const listener of listeners) listener(subjectId);
  };
  const cache = createEpochCache<Cached>({ now: () => performance.now(), onRaised: tell });
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
    const levels = new Map<string, AccessLevel>();
    const unknown: string[] = [];
    for (const userId of userIds) {
      const found = cache.find(pageKey(userId, page));
      if (found?.kind === "page") levels.set(userId, found.level);
      else unknown.push(userId);
    }
    if (unknown.length === 0) return levels;
    const generation = cache.generation();
    for (const read of await readPageLevels(db, page, unknown)) {
      levels.set(read.userId, read.value);
      cache.store(pageKey(read.userId, page), cachedAs(read, { kind: "page", level: read.value }), generation);
    }
    return levels;
  }

  async function pagePlaces(userId: string, pageIds: readonly string[]): Promise<ReadonlyMap<string, PagePlace>> {
    const keyOf = (pageId: string) => `pagespace:places:${userId}:${pageId}`;
    const places = new Map<string, PagePlace>();
    const unknown: string[] = [];
    for (const given of pageIds) {
      const pageId = given.toLowerCase();
      const found = cache.find(keyOf(pageId));
      if (found?.kind === "place") places.set(pageId, found.place);
      else unknown.push(pageId);
    }
    if (unknown.length === 0) return places;
    const generation = cache.generation();
    for (const read of await readPagePlaces(db, userId, unknown)) {
      places.set(read.pageId, read.value);
      cache.store(keyOf(read.pageId), cachedAs(read, { kind: "place", place: read.value }), generation);
    }
    return places;
  }

  async function driveLevel(userId: string, driveId: string): Promise<DriveAccess | undefined> {
    const drive = driveId.toLowerCase();
    const key = `pagespace:drives:${userId}:${drive}`;
    const found = cache.find(key);
    if (found?.kind === "drive") return found.access;
    const generation = cache.generation();
    const read = await readDriveLevel(db, userId, drive);
    if (read) cache.store(key, cachedAs(read, { kind: "drive", access: read.value }), generation);
    return read?.value;
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
