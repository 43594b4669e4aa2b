import { createHash, randomBytes } from "node:crypto";

const idsPerDocument = 8;
let processSeed: Buffer | undefined;

/** The Yjs client ids this process writes a document under, by preference: the same few each time, so that state vectors stay small. */
export function clientIdsOf(pageId: string): number[] {
  processSeed ??= randomBytes(16);
  const digest = createHash("sha256").update(processSeed).update(pageId).digest();
  return Array.from({ length: idsPerDocument }, (_, index) => digest.readUInt32LE(index * 4));
}
