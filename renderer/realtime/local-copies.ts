/** What this device keeps of a document. */
export interface LocalCopy {
  /** Yjs updates in the order they were kept. */
  readonly updates: readonly Uint8Array[];
  /** The server may lack something of it. */
  readonly isUnsent: boolean;
  /** Stands for the newest update of the copy. */
  readonly through: number;
}

/** `claimed`: it is this tab's to replace; `taken`: another tab is at it; `gone`: it was replaced already. */
export type Claim = "claimed" | "taken" | "gone";

/** Copies of documents on this device, for one person on one installation. */
export interface LocalCopies {
  find(pageId: string): Promise<LocalCopy | undefined>;
  /** Adds updates to a page's copy; `isUnsent` marks it until `markSent`. */
  append(pageId: string, updates: readonly Uint8Array[], isUnsent: boolean): Promise<void>;
  /** Puts one state in the place of a copy that was found; what was added since stays. */
  replace(pageId: string, found: LocalCopy, state: Uint8Array): Promise<void>;
  markSent(pageId: string): Promise<void>;
  /** Asks for the right to replace a copy that was found, for `forMs`: only one tab at a time has it. */
  claim(pageId: string, found: LocalCopy, forMs: number): Promise<Claim>;
  /** Pages with changes the server may lack; sign-out warns of them. */
  listUnsent(): Promise<readonly string[]>;
  /** Deletes every copy, at sign-out. */
  deleteAll(): Promise<void>;
}

const updatesStore = "updates";
const pagesStore = "pages";
const pageIndex = "pageId";

interface KeptUpdate {
  readonly pageId: string;
  readonly update: Uint8Array;
}
interface KeptPage {
  readonly pageId: string;
  readonly isUnsent: boolean;
  /** Until when a tab may replace the copy, in milliseconds since 1970. */
  readonly claimedUntil?: number;
}

/** Opens the copies in IndexedDB; undefined where the browser has none or refuses it, which only costs the copies. */
export async function openLocalCopies(owner: {
  readonly serverId: string;
  readonly userId: string;
}): Promise<LocalCopies | undefined> {
  if (typeof indexedDB === "undefined") return undefined;
  try {
    const request = indexedDB.open(`pagespace:${owner.serverId}:${owner.userId}`, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore(updatesStore, { autoIncrement: true }).createIndex(pageIndex, pageIndex);
      database.createObjectStore(pagesStore, { keyPath: pageIndex });
    };
    const database = await finished(request);
    // Another tab deletes or upgrades the copies: let go, so that it is not held up.
    database.onversionchange = () => database.close();
    return createCopies(database);
  } catch {
    return undefined;
  }
}

function createCopies(database: IDBDatabase): LocalCopies {
  function begin(mode: IDBTransactionMode) {
    const transaction = database.transaction([updatesStore, pagesStore], mode);
    return {
      updates: transaction.objectStore(updatesStore),
      pages: transaction.objectStore(pagesStore),
      done: completed(transaction),
      /** Nothing more is asked: it is stored even when the page goes away now. */
      commit: () => transaction.commit(),
    };
  }

  return {
    async find(pageId) {
      const { updates, pages } = begin("readonly");
      const [kept, keys, page] = await Promise.all([
        finished<KeptUpdate[]>(updates.index(pageIndex).getAll(pageId)),
        finished(updates.index(pageIndex).getAllKeys(pageId)),
        finished<KeptPage | undefined>(pages.get(pageId)),
      ]);
      if (kept.length === 0) return undefined;
      return {
        updates: kept.map((row) => row.update),
        isUnsent: page?.isUnsent ?? false,
        through: Number(keys.at(-1)),
      };
    },
    async append(pageId, added, isUnsent) {
      const { updates, pages, done, commit } = begin("readwrite");
      for (const update of added) updates.add({ pageId, update } satisfies KeptUpdate);
      if (isUnsent) pages.put({ pageId, isUnsent } satisfies KeptPage);
      commit();
      await done;
    },
    async replace(pageId, { through }, state) {
      const { updates, done } = begin("readwrite");
      const keys = await finished(updates.index(pageIndex).getAllKeys(pageId));
      for (const key of keys) if (Number(key) <= through) updates.delete(key);
      updates.add({ pageId, update: state } satisfies KeptUpdate);
      await done;
    },
    async markSent(pageId) {
      const { pages, done } = begin("readwrite");
      pages.delete(pageId);
      await done;
    },
    async claim(pageId, { through }, forMs) {
      const { updates, pages, done } = begin("readwrite");
      const [keys, page] = await Promise.all([
        finished(updates.index(pageIndex).getAllKeys(pageId)),
        finished<KeptPage | undefined>(pages.get(pageId)),
      ]);
      if (!keys.includes(through)) return "gone";
      const now = Date.now();
      if ((page?.claimedUntil ?? 0) > now) return "taken";
      pages.put({ pageId, isUnsent: page?.isUnsent ?? false, claimedUntil: now + forMs } satisfies KeptPage);
      await done;
      return "claimed";
    },
    async listUnsent() {
      const { pages } = begin("readonly");
      const kept = await finished<KeptPage[]>(pages.getAll());
      return kept.filter((page) => page.isUnsent).map((page) => page.pageId);
    },
    async deleteAll() {
      const { updates, pages, done } = begin("readwrite");
      updates.clear();
      pages.clear();
      await done;
    },
  };
}

function finished<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed."));
  });
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB failed."));
    transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB gave up."));
  });
}
