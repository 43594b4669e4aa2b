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
  /** Counts an answer as on its way before it is handed over, later in this turn of the event loop. */
  announce(socket: RealtimeSocket, bytes: number): void;
  /** Closes sockets whose clients do not read. */
  compare(): void;
}

interface OnTheWay {
  announcedBytes: number;
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
    const handedBytes = socket.conn.transport.writable ? 0 : onTheWay.handedBytes;
    return onTheWay.announcedBytes + onTheWay.queuedBytes + handedBytes;
  }

  return {
    follow(socket) {
      const onTheWay: OnTheWay = { announcedBytes: 0, queuedBytes: 0, handedBytes: 0 };
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
    announce(socket, bytes) {
      const onTheWay = sockets.get(socket);
      if (!onTheWay) return;
      onTheWay.announcedBytes += bytes;
      setImmediate(() => {
        onTheWay.announcedBytes -= bytes;
      });
    },
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
