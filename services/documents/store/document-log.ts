/** A document as its log holds it, through `headSeq`. */
export interface DocumentLog {
  readonly headSeq: number;
  /** The editor schema version the content needs. */
  readonly schemaVersion: number;
  /** Yjs v1 updates in order; a verified snapshot comes first where there is one. */
  readonly pieces: readonly Uint8Array[];
  /** How many of the pieces are rows of the log. */
  readonly rowCount: number;
}

/** Bytes that hold a log. */
export function sizeOfLog(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
}
