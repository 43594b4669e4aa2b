import fc from "fast-check";
import { Encoder } from "socket.io-msgpack-parser";
import { expect, test } from "vitest";
import { checkFrame } from "./guarded-parser.ts";

const encoder = new Encoder();

function encode(value: unknown): Buffer {
  const [frame] = [encoder.encode({ type: 2, nsp: "/", data: [value] })].flat();
  if (!Buffer.isBuffer(frame)) throw new Error("The encoder gave no buffer.");
  return frame;
}

const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ minLength: 300, maxLength: 70_000 }),
    fc.array(tie("value"), { maxLength: 40 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 40 }),
  ),
})).value;

test("every frame the codec writes is let through, and no part of one is", () => {
  fc.assert(
    fc.property(value, fc.nat(), (given, cut) => {
      const frame = encode(given);
      expect(() => checkFrame(frame)).not.toThrow();
      expect(() => checkFrame(frame.subarray(0, cut % frame.length))).toThrow();
      expect(() => checkFrame(Buffer.concat([frame, Buffer.from([0xc0])]))).toThrow();
    }),
    { numRuns: 300 },
  );
});

test("a short frame that claims gigabytes is refused without allocating them", () => {
  for (const prefix of [0xc6, 0xc9, 0xdb, 0xdd, 0xdf]) {
    expect(() => checkFrame(Buffer.from([prefix, 0xff, 0xff, 0xff, 0xff, 0x00]))).toThrow();
  }
  expect(() => checkFrame(Buffer.from([0xc1]))).toThrow();
  expect(() => checkFrame(Buffer.alloc(0))).toThrow();
});
