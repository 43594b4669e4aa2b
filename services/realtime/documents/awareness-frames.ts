import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as z from "zod";

/** The state of one client of a document, as the awareness protocol of y-protocols carries it. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  /** Null: the client is gone. */
  readonly state: AwarenessState | null;
}
export type AwarenessState = Readonly<Record<string, unknown>>;

const State = z.record(z.string(), z.unknown()).nullable();

/** More than a caret and a selection need, in bytes. */
const largestFrameBytes = 64_000;
const mostEntries = 100;

/** Reads an awareness update; throws when it is malformed or larger than any caret needs. */
export function decodeAwareness(update: Uint8Array): AwarenessEntry[] {
  if (update.length > largestFrameBytes) throw new Error("The awareness update is too large.");
  const decoder = decoding.createDecoder(update);
  const count = decoding.readVarUint(decoder);
  if (count > mostEntries) throw new Error("The awareness update names too many clients.");
  const entries: AwarenessEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state = State.parse(JSON.parse(decoding.readVarString(decoder)));
    entries.push({ clientId, clock, state });
  }
  return entries;
}

/** Writes an awareness update. */
export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const entry of entries) {
    encoding.writeVarUint(encoder, entry.clientId);
    encoding.writeVarUint(encoder, entry.clock);
    encoding.writeVarString(encoder, JSON.stringify(entry.state));
  }
  return encoding.toUint8Array(encoder);
}
