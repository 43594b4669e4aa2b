import * as Y from "yjs";
import { limits } from "#services/contracts/limits.ts";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { OperationError } from "#services/platform/errors.ts";
import { type Applied, applyUpdates, decodeWhole } from "#services/realtime/documents/apply-update.ts";
import { createPresence, type Presence } from "#services/realtime/documents/presence.ts";
import { writesIntoTree, writtenOutdated } from "#services/realtime/documents/tree-update.ts";

/** A document someone has open, as this instance holds it in memory. */
export interface OpenDocument {
  readonly pageId: string;
  readonly doc: Y.Doc;
  readonly presence: Presence;
  /** Everything committed up to this number is in `doc`. */
  appliedSeq: number;
  /** The log is known to reach this number; `doc` follows until it does. */
  wantedSeq: number;
  schemaVersion: number;
  /** A page in the trash can be read but not changed. */
  isTrashed: boolean;
  /** So it is while it is locked, whatever a person's right. */
  isLocked: boolean;
  /** About how large the document is. */
  sizeBytes: number;
  /** Milliseconds of the process's clock when the last socket left; undefined while someone looks. */
  emptySince: number | undefined;
}

/** The bytes are no Yjs update, or no awareness; whoever sent them is not spoken to any more. */
export class MalformedFrame extends Error {}

/** A document in memory from its stored state. */
export function createOpenDocument(stored: {
  readonly pageId: string;
  readonly state: Uint8Array;
  readonly headSeq: number;
  readonly schemaVersion: number;
  readonly isTrashed: boolean;
  readonly isLocked: boolean;
}): OpenDocument {
  const doc = new Y.Doc();
  applyUpdate(doc, stored.state);
  return {
    pageId: stored.pageId,
    doc,
    presence: createPresence(),
    appliedSeq: stored.headSeq,
    wantedSeq: stored.headSeq,
    schemaVersion: stored.schemaVersion,
    isTrashed: stored.isTrashed,
    isLocked: stored.isLocked,
    sizeBytes: stored.state.length,
    emptySince: undefined,
  };
}

/**
 * Applies a client's update; gives what must be stored and told to others, undefined when it changed nothing. An update
 * that leaves parts pending is kept as it came: only its own bytes hold those parts.
 */
export function applyClientUpdate(document: OpenDocument, update: Uint8Array, origin: unknown): Uint8Array | undefined {
  if (writesIntoTree(document.doc, decode(update))) {
    throw writtenOutdated();
  }
  if (document.sizeBytes + update.length > limits.documentBytes) {
    throw new OperationError(
      "payload-too-large",
      "This document has reached its 50 MB; move a part of it to another page.",
    );
  }
  const applied: Applied = applyUpdates(document.doc, [update], origin);
  const kept = applied.leavesPending ? update : applied.change;
  document.sizeBytes += kept?.length ?? 0;
  return kept;
}

function decode(update: Uint8Array): ReturnType<typeof decodeWhole> {
  try {
    return decodeWhole(update);
  } catch (cause) {
    throw new MalformedFrame("The bytes are not a Yjs update.", { cause });
  }
}
