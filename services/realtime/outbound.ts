import type { RealtimeSocket } from "#services/realtime/realtime-socket.ts";

/** A socket with more than this on its way takes in nothing large until its client has read some of it, in bytes. */
const busyBytes = 16_000_000;
/** A socket with more than this on its way is closed: its client does not read, and the bytes stand in memory. */
const mostBytes = 64_000_000;
/** What a packet takes besides its bytes. */
const packetBytes = 200;

/** How much of what was sent to each socket its client has not taken yet. */
export interface Outbound {
  follow(socket: RealtimeSocket): void;
  isBusy(socket: RealtimeSocket): boolean;
  /** Closes sockets whose clients do not read. */
  compare(): void;
}

interface OnTheWay {
  /** Waiting for the transport. */
  queuedBytes: number;
  /** Handed to the transport last. */
  handedBytes: number;
}

export function createOutbound(): Outbound {
  const sockets = new Map<RealtimeSocket, OnTheWay>();

  function bytesOf(socket: RealtimeSocket): number {
    const onTheWay = sockets.get(socket);
    if (!onTheWay) return 0;
    // A transport takes more only when all it was handed is sent.
    return onTheWay.queuedBytes + (socket.conn.transport.writable ? 0 : onTheWay.handedBytes);
  }

  return {
    follow(socket) {
      const onTheWay: OnTheWay = { queuedBytes: 0, handedBytes: 0 };
      sockets.set(socket, onTheWay);
      socket.conn.on("packetCreate", ({ data }: { readonly data?: string | Buffer }) => {
        onTheWay.queuedBytes += packetBytes + (data?.length ?? 0);
      });
      socket.conn.on("flush", () => {
        onTheWay.handedBytes = onTheWay.queuedBytes;
        onTheWay.queuedBytes = 0;
      });
      socket.once("disconnect", () => void sockets.delete(socket));
    },
    isBusy: (socket) => bytesOf(socket) > busyBytes,
    compare() {
      for (const socket of [...sockets.keys()]) if (bytesOf(socket) > mostBytes) breakOff(socket);
    },
  };
}

/** Ends a connection without waiting for what it has not sent. */
function breakOff(socket: RealtimeSocket): void {
  const { request } = socket.conn;
  socket.conn.close(true);
  // The connection of a polling client may carry requests of others.
  if (request.headers.upgrade !== undefined) request.socket.destroy();
}
