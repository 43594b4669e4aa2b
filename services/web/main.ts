import { createAccess } from "#services/access/access.ts";
import { openDatabase } from "#services/database/connection.ts";
import { migrateDatabase } from "#services/database/migrate.ts";
import { startProjections } from "#services/documents/store/start-projections.ts";
import { deriveCursorKey } from "#services/events/cursors.ts";
import { postHint } from "#services/events/notify-realtime.ts";
import { renewSetupCode } from "#services/identity/setup-codes.ts";
import { ensureJobSchema } from "#services/jobs/ensure-job-schema.ts";
import { createJobQueue } from "#services/jobs/job-queue.ts";
import { codeOf, PermanentFailure } from "#services/platform/errors.ts";
import { type RunningService, runService, type ServiceContext } from "#services/platform/run-service.ts";
import type { WebServices } from "./context.ts";
import { createReplacementTurns } from "./documents/replacement-turns.ts";
import { uploadLimits } from "./files/upload-limits.ts";
import { createWebServer } from "./server.ts";
import { createLocalSession } from "./setup/create-local-session.ts";
import { startSweeping } from "./sweep.ts";

const maxConnections = 12;

async function listen(services: WebServices): Promise<{ port: number; close(): Promise<void> }> {
  const { host, port } = services.config.web;
  const app = await createWebServer(services);
  try {
    await app.listen({ host, port });
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE") {
      throw new PermanentFailure(
        `Port ${port} on ${host} is taken by another program; stop it or choose another with --port.`,
      );
    }
    if (codeOf(error) === "EACCES") {
      throw new PermanentFailure(`Port ${port} may not be opened by this user; choose one above 1023 with --port.`);
    }
    if (codeOf(error) === "EADDRNOTAVAIL" || codeOf(error) === "ENOTFOUND") {
      throw new PermanentFailure(`${host} is no address of this machine; choose another with --host.`);
    }
    throw error;
  }
  const address = app.server.address();
  return { port: typeof address === "object" && address ? address.port : port, close: () => app.close() };
}

/** Answers the desktop app's question for a session of the local owner. */
function answerLocalSessions({ channel, logger }: ServiceContext, services: WebServices): void {
  channel.listen((message) => {
    if (message.kind !== "create-local-session") return;
    createLocalSession(services).then(
      (token) => channel.send({ kind: "local-session", requestId: message.requestId, token }),
      (error: unknown) => logger.error({ err: error }, "the local owner could not be signed in"),
    );
  });
}

async function start(context: ServiceContext): Promise<RunningService> {
  const { config, logger, channel, peers } = context;
  await migrateDatabase({ url: config.database.directUrl, logger });
  await ensureJobSchema(config.database.directUrl, logger);
  const database = openDatabase({ ...config.database, maxConnections, logger });
  const { db } = database;
  const access = createAccess({ db, directUrl: config.database.directUrl, logger, redisUrl: config.redisUrl });
  access.start();
  const jobs = createJobQueue({ db, logger });
  const projections = startProjections({
    db,
    logger,
    onPublished: (streams) => void postHint(peers, config.secrets.service, { streams: [...streams] }),
  });
  const cursorKey = deriveCursorKey(config.secrets.encryption);
  const services: WebServices = {
    ...{ config, db, access, jobs, projections, peers, logger, cursorKey },
    replacementTurns: createReplacementTurns(),
    uploads: uploadLimits,
  };
  answerLocalSessions(context, services);
  const code = await renewSetupCode(db, config.web.setupCode);
  if (code !== undefined) channel.send({ kind: "setup-code", code });
  const sweep = startSweeping({ services });
  const server = await listen(services);
  return {
    port: server.port,
    async stop() {
      await server.close();
      await sweep.stop();
      await projections.stop();
      await jobs.close();
      await access.close();
      await database.close();
    },
  };
}

await runService("web", start);
