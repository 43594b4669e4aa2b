import { createAccess } from "#services/access/access.ts";
import { openDatabase } from "#services/database/connection.ts";
import { waitForSchema } from "#services/database/wait-for-schema.ts";
import { startCompaction } from "#services/documents/store/start-compaction.ts";
import { startMigration } from "#services/documents/store/start-migration.ts";
import { startProjections } from "#services/documents/store/start-projections.ts";
import { type RunningService, runService, type ServiceContext } from "#services/platform/run-service.ts";
import { createRealtimeServer, type RealtimeServer } from "#services/realtime/server.ts";

const maxConnections = 8;

async function start({ config, logger }: ServiceContext): Promise<RunningService> {
  await waitForSchema({ url: config.database.directUrl, logger });
  const database = openDatabase({ ...config.database, maxConnections, logger });
  const { db } = database;
  const access = createAccess({ db, directUrl: config.database.directUrl, logger, redisUrl: config.redisUrl });
  access.start();
  let server: RealtimeServer | undefined;
  const projections = startProjections({ db, logger, onPublished: (heads) => server?.hintEvents(heads) });
  const compaction = startCompaction({ db, logger });
  const migration = startMigration({ db, logger });
  server = await createRealtimeServer({ config, db, access, logger, kickProjection: projections.kick });
  const { port, internalPort, stop } = server;
  return {
    port,
    internalPort,
    async stop() {
      await stop();
      await Promise.all([projections.stop(), compaction.stop(), migration.stop()]);
      await access.close();
      await database.close();
    },
  };
}

await runService("realtime", start);
