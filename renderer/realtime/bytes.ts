/** Bytes as they come off the wire: browsers hand over an ArrayBuffer, Node a Buffer. */
export function bytesOf(received: Uint8Array | ArrayBuffer): Uint8Array {
  return received instanceof ArrayBuffer ? new Uint8Array(received) : received;
}

/** Bytes as the msgpack codec sends them: it knows ArrayBuffers only, and sends the whole of one. */
export function wireBytes(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
