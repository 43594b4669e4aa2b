import * as Y from "yjs";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { holdsTree } from "./holds-tree.ts";
import type { Claim, LocalCopies, LocalCopy } from "./local-copies.ts";
import { createReadable, type Readable } from "./readable.ts";

/** How long changes are gathered before they are written, in milliseconds. */
const writeMs = 200;
/** Updates after which a copy is written anew as one state. */
const longestCopy = 200;
/** How long a tab has for replacing a copy of the older form before another one may, in milliseconds. */
const claimMs = 10_000;

export interface LocalCopyOptions {
  readonly copies: LocalCopies;
  readonly pageId: string;
  readonly doc: Y.Doc;
}

/** The copy of one open document on this device; failing to keep it never stops the editing. */
export interface KeptCopy {
  /** Fills the document from the copy; tells whether there was one, and its updates when the server may lack some. */
  load(): Promise<LoadedCopy>;
  /** Asks whether the words of a copy of the older form are this tab's to bring into the document; `gone` where there is none. */
  claimTree(): Promise<Claim>;
  /** Puts the document as it is now in the place of a copy of the older form, once its words are in it. */
  replaceTree(): void;
  change(update: Uint8Array, isUnsent: boolean): void;
  /** The server has all of it. */
  noteSaved(): void;
  /** Whether what was changed here is on this device; false from the first write that failed until one succeeds. */
  readonly isKept: Readable<boolean>;
  /** Writes what was gathered. */
  end(): void;
}

export interface LoadedCopy {
  readonly isFound: boolean;
  readonly unsent: readonly Uint8Array[];
  /** Updates of a copy in the older form: they are not in the document. */
  readonly tree: readonly Uint8Array[];
}

/** Origin of changes that come from the copy, which need not be written to it again. */
export const localCopyOrigin = { name: "local copy" };

export function keepLocalCopy({ copies, pageId, doc }: LocalCopyOptions): KeptCopy {
  let gathered: Uint8Array[] = [];
  let isUnsent = false;
  let isLoaded = false;
  /** A copy of the older form: nothing is written beside it. */
  let heldTree: LocalCopy | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isKept = createReadable(true);

  /** Every write begins at once, also in a tab that is being closed; the store keeps their order. */
  function note(write: Promise<void>): void {
    // Keeping a copy is an extra: a full or forbidden store leaves the document on the server and in memory.
    write.then(
      () => isKept.write(true),
      () => isKept.write(false),
    );
  }

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length === 0 || heldTree !== undefined) return;
    const updates = gathered;
    const mark = isUnsent;
    gathered = [];
    isUnsent = false;
    note(copies.append(pageId, updates, mark));
  }

  // A closed tab keeps what was typed just before.
  if (typeof window !== "undefined") window.addEventListener("pagehide", write);

  return {
    async load() {
      const copy = await copies.find(pageId).catch(() => undefined);
      isLoaded = true;
      if (!copy) return { isFound: false, unsent: [], tree: [] };
      if (holdsTree(copy.updates)) {
        heldTree = copy;
        return { isFound: false, unsent: [], tree: copy.isUnsent ? copy.updates : [] };
      }
      doc.transact(() => {
        for (const update of copy.updates) applyUpdate(doc, update, localCopyOrigin);
      }, localCopyOrigin);
      // Unsent updates stay apart: together they may be larger than the server takes at once.
      if (copy.updates.length > longestCopy && !copy.isUnsent) {
        copies.replace(pageId, copy, Y.encodeStateAsUpdate(doc)).catch(() => undefined);
      }
      return { isFound: true, unsent: copy.isUnsent ? copy.updates : [], tree: [] };
    },
    async claimTree() {
      if (heldTree === undefined) return "gone";
      const claim = await copies.claim(pageId, heldTree, claimMs);
      if (claim !== "gone") return claim;
      heldTree = undefined;
      write();
      return claim;
    },
    replaceTree() {
      if (heldTree === undefined) return;
      const replaced = heldTree;
      heldTree = undefined;
      note(copies.replace(pageId, replaced, Y.encodeStateAsUpdate(doc)));
      write();
    },
    change(update, isLocal) {
      gathered.push(update);
      isUnsent ||= isLocal;
      timer ??= setTimeout(write, writeMs);
    },
    noteSaved() {
      write();
      // What was saved before the copy was read is not what the copy holds.
      if (isLoaded && heldTree === undefined) copies.markSent(pageId).catch(() => undefined);
    },
    isKept,
    end() {
      if (typeof window !== "undefined") window.removeEventListener("pagehide", write);
      write();
    },
  };
}
