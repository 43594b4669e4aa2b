import { setInterval } from "node:timers/promises";
import { Server } from "socket.io";
import type { Access } from "#services/access/access.ts";
import { limits } from "#services/contracts/limits.ts";
import type { ClientToServer, ServerToClient } from "#services/contracts/realtime.ts";
import { socketPath } from "#services/contracts/socket-names.ts";
import type { Database } from "#services/database/connection.ts";
import { deriveCursorKey } from "#services/events/cursors.ts";
import type { StreamHead } from "#services/events/publish-events.ts";
import type { ServiceConfig } from "#services/platform/config.ts";
import type { Logger } from "#services/platform/logger.ts";
import type { RunningService } from "#services/platform/run-service.ts";
import { createOriginRule } from "#services/realtime/allowed-origin.ts";
import { createAuthentication } from "#services/realtime/authenticate-socket.ts";
import { createEventDelivery } from "#services/realtime/deliver-events.ts";
import { createOpenDocuments } from "#services/realtime/documents/open-documents.ts";
import { guardedParser } from "#services/realtime/guarded-parser.ts";
import {
  closeListener,
  createInternalListener,
  createPublicListener,
  listen,
} from "#services/realtime/http-listeners.ts";
import { createOutbound } from "#services/realtime/outbound.ts";
import type { SocketData } from "#services/realtime/realtime-socket.ts";
import { createRooms } from "#services/realtime/rooms.ts";
import { createRightsWatch } from "#services/realtime/watch-rights.ts";

/** How often streams, documents and sessions are compared with PostgreSQL, in milliseconds. */
const compareMs = 1_000;
/** Everyone's drives are read again with every so many comparisons. */
const refreshEvery = 5;
const pingMs = 10_000;
const handshakeMs = 10_000;
/** How long a stopping server waits for the queue to be written, in milliseconds. */
const flushMs = 3_500;

export interface RealtimeOptions {
  readonly config: Pick<ServiceConfig, "web" | "realtime" | "secrets" | "launchNonce">;
  readonly db: Database;
  readonly access: Access;
  readonly logger: Logger;
  /** Called when a document has something its projection lacks. */
  readonly kickProjection: (pageId: string) => void;
  /** How long a document nobody looks at stays in memory, in milliseconds. */
  readonly keepDocumentsMs?: number;
}

export interface RealtimeServer extends RunningService {
  readonly internalPort: number;
  /** Streams that may have grown, as other services say over the internal listener. */
  hintEvents(streams: readonly StreamHead[]): void;
}

/** Starts the realtime service on its two listeners. */
export async function createRealtimeServer(options: RealtimeOptions): Promise<RealtimeServer> {
  const { config, db, access, logger } = options;
  const isAllowed = createOriginRule(config);
  const stopping = new AbortController();
  const publicListener = createPublicListener(config.launchNonce);
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(publicListener, {
    path: socketPath,
    parser: guardedParser,
    transports: ["websocket", "polling"],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    maxHttpBufferSize: limits.socketFrameBytes,
    pingInterval: pingMs,
    pingTimeout: pingMs,
    connectTimeout: handshakeMs,
    allowRequest: (request, answer) => {
      const isOpen = !stopping.signal.aborted && isAllowed(request);
      answer(isOpen ? null : "This request comes from another site, or the server is stopping.", isOpen);
    },
    ...(config.realtime.publicUrl === undefined || config.web.publicUrl === undefined
      ? {}
      : { cors: { origin: config.web.publicUrl } }),
  });
  const documents = createOpenDocuments({
    io,
    db,
    logger,
    kickProjection: options.kickProjection,
    ...(options.keepDocumentsMs === undefined ? {} : { keepMs: options.keepDocumentsMs }),
  });
  const delivery = createEventDelivery({
    io,
    db,
    access,
    logger,
    cursorKey: deriveCursorKey(config.secrets.encryption),
    onRightsChanged: (event, streamId) => rights.onEvent(event, streamId),
  });
  const rooms = createRooms({ io, db, access, delivery });
  const outbound = createOutbound();
  const rights = createRightsWatch({ io, db, access, rooms, documents, outbound, logger });

  io.use(createAuthentication(db, logger));
  io.on("connection", (socket) => {
    outbound.follow(socket);
    rights.serve(socket);
    rooms.admit(socket).catch((error: unknown) => {
      logger.warn({ err: error }, "a socket could not be let in");
      socket.disconnect(true);
    });
  });

  async function compare(round: number): Promise<void> {
    outbound.compare();
    const tasks = [
      delivery.compare(),
      documents.compare(),
      rights.compare(),
      ...(round % refreshEvery === 0 ? [rooms.refreshAll()] : []),
    ];
    for (const outcome of await Promise.allSettled(tasks)) {
      if (outcome.status === "rejected") logger.debug({ err: outcome.reason }, "the database could not be asked");
    }
  }

  async function compareForever(signal: AbortSignal): Promise<void> {
    let round = 0;
    try {
      for await (const _ of setInterval(compareMs, undefined, { signal })) await compare(++round);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  const internalListener = createInternalListener({
    serviceSecret: config.secrets.service,
    launchNonce: config.launchNonce,
    onEvents: delivery.hint,
    onDocuments: documents.hint,
  });
  const port = await listen(publicListener, config.realtime);
  const internalPort = await listen(internalListener, {
    host: config.realtime.host,
    port: config.realtime.internalPort,
  });
  const comparing = compareForever(stopping.signal);

  return {
    port,
    internalPort,
    hintEvents: delivery.hint,
    async stop() {
      stopping.abort();
      await documents.flush(AbortSignal.timeout(flushMs));
      await io.close();
      await closeListener(publicListener);
      await closeListener(internalListener);
      await comparing;
      await Promise.all([documents.close(), delivery.settle(), rights.close()]);
    },
  };
}
