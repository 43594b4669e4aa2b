import { Decoder, Encoder } from "socket.io-msgpack-parser";

/** Bytes of the length or value that follows each fixed-size msgpack prefix from 0xc0 on; variable ones are read below. */
const fixedSizes = new Map<number, number>([
  [0xc0, 0],
  [0xc2, 0],
  [0xc3, 0],
  [0xca, 4],
  [0xcb, 8],
  [0xcc, 1],
  [0xcd, 2],
  [0xce, 4],
  [0xcf, 8],
  [0xd0, 1],
  [0xd1, 2],
  [0xd2, 4],
  [0xd3, 8],
  [0xd4, 2],
  [0xd5, 3],
  [0xd6, 5],
  [0xd7, 9],
  [0xd8, 17],
]);

/** For prefixes followed by a length: how many bytes the length takes, what follows per unit, and bytes besides. */
const sized = new Map<
  number,
  { readonly lengthBytes: 1 | 2 | 4; readonly holds: "bytes" | "values" | "pairs"; readonly extra: number }
>([
  [0xc4, { lengthBytes: 1, holds: "bytes", extra: 0 }],
  [0xc5, { lengthBytes: 2, holds: "bytes", extra: 0 }],
  [0xc6, { lengthBytes: 4, holds: "bytes", extra: 0 }],
  [0xc7, { lengthBytes: 1, holds: "bytes", extra: 1 }],
  [0xc8, { lengthBytes: 2, holds: "bytes", extra: 1 }],
  [0xc9, { lengthBytes: 4, holds: "bytes", extra: 1 }],
  [0xd9, { lengthBytes: 1, holds: "bytes", extra: 0 }],
  [0xda, { lengthBytes: 2, holds: "bytes", extra: 0 }],
  [0xdb, { lengthBytes: 4, holds: "bytes", extra: 0 }],
  [0xdc, { lengthBytes: 2, holds: "values", extra: 0 }],
  [0xdd, { lengthBytes: 4, holds: "values", extra: 0 }],
  [0xde, { lengthBytes: 2, holds: "pairs", extra: 0 }],
  [0xdf, { lengthBytes: 4, holds: "pairs", extra: 0 }],
]);

function malformed(): Error {
  return new Error("The frame is not well-formed msgpack.");
}

/** What one value takes: bytes to skip after its prefix, and values that follow inside it. */
function measureValue(frame: Buffer, offset: number): { readonly skip: number; readonly values: number } {
  const prefix = frame[offset] ?? 0xc1;
  if (prefix < 0x80 || prefix >= 0xe0) return { skip: 0, values: 0 };
  if (prefix < 0x90) return { skip: 0, values: 2 * (prefix & 0x0f) };
  if (prefix < 0xa0) return { skip: 0, values: prefix & 0x0f };
  if (prefix < 0xc0) return { skip: prefix & 0x1f, values: 0 };
  const fixed = fixedSizes.get(prefix);
  if (fixed !== undefined) return { skip: fixed, values: 0 };
  const shape = sized.get(prefix);
  if (!shape || offset + 1 + shape.lengthBytes > frame.length) throw malformed();
  const length = frame.readUIntBE(offset + 1, shape.lengthBytes);
  const head = shape.lengthBytes + shape.extra;
  if (shape.holds === "bytes") return { skip: head + length, values: 0 };
  return { skip: head, values: shape.holds === "pairs" ? 2 * length : length };
}

/**
 * Throws unless the frame is exactly one msgpack value whose every length lies within it. The codec trusts lengths: a
 * ten-byte frame could make it allocate and fill gigabytes.
 */
export function checkFrame(frame: Buffer): void {
  let offset = 0;
  for (let expected = 1; expected > 0; expected -= 1) {
    if (expected > frame.length - offset) throw malformed();
    const { skip, values } = measureValue(frame, offset);
    offset += 1 + skip;
    expected += values;
  }
  if (offset !== frame.length) throw malformed();
}

class GuardedDecoder extends Decoder {
  override add(frame: unknown): void {
    if (!Buffer.isBuffer(frame)) throw malformed();
    checkFrame(frame);
    super.add(frame);
  }
}

/** The msgpack codec of both ends, refusing frames whose lengths lie. */
export const guardedParser = { Encoder, Decoder: GuardedDecoder };
