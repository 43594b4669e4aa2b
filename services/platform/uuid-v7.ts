import { randomFillSync } from "node:crypto";

const randomBytesPerId = 10;
/** Random bytes are fetched for many ids at once: each call of the generator costs more than the id. */
const pool = Buffer.alloc(randomBytesPerId * 256);
let used = pool.length;

/** A new UUIDv7 (RFC 9562): sorts by the millisecond it was made in. */
export function createId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = Buffer.alloc(6 + randomBytesPerId);
  bytes.writeUIntBE(Date.now(), 0, 6);
  used += pool.copy(bytes, 6, used, used + randomBytesPerId);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The lowest id that could be made at a time, in ms since 1970. */
export function firstIdAt(timeMs: number): string {
  const hex = timeMs.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
