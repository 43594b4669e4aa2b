import type { Server, Socket } from "socket.io";
import type { ClientToServer, ServerToClient } from "#services/contracts/realtime.ts";

/** What the server knows of a connected socket. */
export interface SocketData {
  userId: string;
  sessionId: string;
  name: string;
  /** The drives whose events this socket receives. */
  drives: Set<string>;
}

type NoEvents = Record<string, never>;

export type RealtimeIo = Server<ClientToServer, ServerToClient, NoEvents, SocketData>;
export type RealtimeSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>;

/** Names of Socket.IO rooms. */
export const roomOf = {
  user: (id: string) => `user:${id}`,
  drive: (id: string) => `drive:${id}`,
  page: (id: string) => `page:${id}`,
};

/** This instance's sockets in a room. */
export function listSockets(io: RealtimeIo, room: string): RealtimeSocket[] {
  const found: RealtimeSocket[] = [];
  for (const id of io.of("/").adapter.rooms.get(room) ?? []) {
    const socket = io.of("/").sockets.get(id);
    if (socket) found.push(socket);
  }
  return found;
}
