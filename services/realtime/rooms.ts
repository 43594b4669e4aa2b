import type { Access } from "#services/access/access.ts";
import type { Database } from "#services/database/connection.ts";
import type { EventDelivery } from "#services/realtime/deliver-events.ts";
import { readDrivesOf } from "#services/realtime/read-drives.ts";
import { listSockets, type RealtimeIo, type RealtimeSocket, roomOf } from "#services/realtime/realtime-socket.ts";

export interface RoomsOptions {
  readonly io: RealtimeIo;
  readonly db: Database;
  readonly access: Access;
  readonly delivery: EventDelivery;
}

/** Which streams each socket follows. */
export interface Rooms {
  /** Lets a new socket follow its person and their drives, and tells it where each stream stands. */
  admit(socket: RealtimeSocket): Promise<void>;
  /** Brings the sockets of people in line with the drives they may see now. */
  refresh(userIds: readonly string[]): Promise<void>;
  /** The same for everyone connected. */
  refreshAll(): Promise<void>;
}

export function createRooms({ io, db, access, delivery }: RoomsOptions): Rooms {
  const watches = new Map<string, () => void>();

  function join(socket: RealtimeSocket, driveId: string): void {
    socket.data.drives.add(driveId);
    void socket.join(roomOf.drive(driveId));
    watches.set(`${socket.id} ${driveId}`, access.watch(driveId));
  }

  function leave(socket: RealtimeSocket, driveId: string): void {
    socket.data.drives.delete(driveId);
    void socket.leave(roomOf.drive(driveId));
    unwatch(`${socket.id} ${driveId}`);
  }

  function unwatch(key: string): void {
    watches.get(key)?.();
    watches.delete(key);
  }

  async function admit(socket: RealtimeSocket): Promise<void> {
    const { userId } = socket.data;
    const drives = [...((await readDrivesOf(db, [userId])).get(userId) ?? [])];
    await delivery.attach([userId, ...drives]);
    if (!socket.connected) return;
    void socket.join(roomOf.user(userId));
    watches.set(socket.id, access.watch(userId));
    for (const driveId of drives) join(socket, driveId);
    socket.once("disconnect", () => {
      unwatch(socket.id);
      for (const driveId of [...socket.data.drives]) leave(socket, driveId);
    });
    socket.emit("ready", { streams: [userId, ...drives].map((id) => ({ id, cursor: delivery.cursorOf(id) })) });
  }

  async function refresh(userIds: readonly string[]): Promise<void> {
    const drivesOf = await readDrivesOf(db, userIds);
    for (const [userId, drives] of drivesOf) {
      await delivery.attach([...drives]);
      for (const socket of listSockets(io, roomOf.user(userId))) align(socket, drives);
    }
  }

  function align(socket: RealtimeSocket, drives: ReadonlySet<string>): void {
    const lost = [...socket.data.drives].filter((driveId) => !drives.has(driveId));
    const gained = [...drives].filter((driveId) => !socket.data.drives.has(driveId));
    for (const driveId of lost) leave(socket, driveId);
    for (const driveId of gained) {
      join(socket, driveId);
      socket.emit("events", { streamId: driveId, cursor: delivery.cursorOf(driveId), items: [] });
    }
    for (const driveId of [...lost, ...gained]) socket.emit("access.changed", { driveId });
  }

  return {
    admit,
    refresh,
    async refreshAll() {
      const userIds = new Set<string>();
      for (const socket of io.of("/").sockets.values())
        if (socket.rooms.has(roomOf.user(socket.data.userId))) userIds.add(socket.data.userId);
      await refresh([...userIds]);
    },
  };
}
