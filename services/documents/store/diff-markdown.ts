import * as Y from "yjs";
import { signClientOf } from "#services/documents/schema/flow/fields.ts";
import { isTree } from "#services/documents/schema/json-from-yjs.ts";
import { applyMarkdownAsMinimalDiff } from "#services/documents/schema/yjs.ts";
import { buildDocument } from "./build-document.ts";

export interface MarkdownDiffInput {
  readonly head: readonly Uint8Array[];
  /** The state the markdown was made from; null when that is the head. */
  readonly base: readonly Uint8Array[] | null;
  readonly markdown: string;
  /** Yjs client ids to write under, by preference. */
  readonly clientIds: readonly number[];
}

export interface MarkdownDiff {
  /** Null when the base already says that. */
  readonly update: Uint8Array | null;
  readonly clientId: number;
  /** The base is of the form before; its words cannot be told again among those of the head. */
  readonly isBaseTree: boolean;
}

/** The smallest update that leads from the base to the markdown, written under a client id that has written nothing the base does not hold. */
export function diffMarkdown({ head, base, markdown, clientIds }: MarkdownDiffInput): MarkdownDiff {
  const doc = buildDocument(base ?? head);
  if (isTree(doc)) return { update: null, clientId: doc.clientID, isBaseTree: true };
  const clientId = clientIds.find((id) => base === null || isFree(id, doc, head)) ?? doc.clientID;
  doc.clientID = clientId;
  let update: Uint8Array | null = null;
  doc.on("update", (made: Uint8Array) => {
    update = update === null ? made : Y.mergeUpdates([update, made]);
  });
  applyMarkdownAsMinimalDiff(doc, markdown);
  doc.destroy();
  return { update, clientId, isBaseTree: false };
}

/** Whether an id's next clock is the same in the base and in the head, for words and for signs; else it would mean two things. */
function isFree(clientId: number, base: Y.Doc, head: readonly Uint8Array[]): boolean {
  return [clientId, signClientOf(clientId)].every((id) => Y.getState(base.store, id) === reachedClock(id, head));
}

function reachedClock(clientId: number, pieces: readonly Uint8Array[]): number {
  return pieces.reduce((clock, piece) => Math.max(clock, Y.parseUpdateMeta(piece).to.get(clientId) ?? 0), 0);
}
