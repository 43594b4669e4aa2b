import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const idBytes = 16;
const placeBytes = idBytes + 8;

/** A place in a stream: after the event with this number. */
export interface StreamPlace {
  readonly streamId: string;
  readonly seq: number;
}

/** The key that seals cursors, derived from the installation's encryption key. */
export function deriveCursorKey(encryptionKey: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", encryptionKey, "", "pagespace event cursor", keyBytes));
}

/** An opaque cursor that tells a client nothing of how much happened: AES-256-GCM over a place of fixed length. */
export function sealCursor(key: Uint8Array, place: StreamPlace): string {
  const plain = Buffer.alloc(placeBytes);
  plain.write(place.streamId.replaceAll("-", ""), 0, "hex");
  plain.writeBigUInt64BE(BigInt(place.seq), idBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** The place a cursor stands at; undefined for one that this installation did not seal. */
export function openCursor(key: Uint8Array, cursor: string): StreamPlace | undefined {
  const bytes = Buffer.from(cursor, "base64url");
  if (bytes.length !== nonceBytes + tagBytes + placeBytes) return undefined;
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const plain = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
    const hex = plain.toString("hex", 0, idBytes);
    const streamId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    return { streamId, seq: Number(plain.readBigUInt64BE(idBytes)) };
  } catch {
    return undefined;
  }
}
