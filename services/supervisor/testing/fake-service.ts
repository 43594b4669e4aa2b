import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { ServiceName } from "#services/contracts/control.ts";
import { launchNonceHeader } from "#services/contracts/internal.ts";
import { processEnvironment } from "#services/platform/config.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import { healthBody, healthHeaders, healthPath } from "#services/platform/health.ts";
import { type RunningService, runService, type ServiceContext } from "#services/platform/run-service.ts";

const heartbeatMs = 50;

/** A service with the life of a real one and nothing to do: it tells its process and its peers, and ends when asked. */
export async function runFakeService(name: ServiceName): Promise<void> {
  await runService(name, (context) => start(name, context), heartbeatMs);
}

async function start(name: ServiceName, { config, channel, peers }: ServiceContext): Promise<RunningService> {
  const environment = processEnvironment();
  const { FAKE_REFUSAL: refusal, FAKE_START_MS: startMs } = environment;
  const { FAKE_HANG: isHanging, FAKE_REFUSAL_BESIDE_WORKER: isRefusingBesideWorker } = environment;
  if (startMs) await delay(Number(startMs));
  if (isHanging) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (name === "web" && refusal) throw new PermanentFailure(refusal);
  let workerMessage: unknown;
  const worker = Promise.withResolvers<unknown>();
  channel.listen((message) => {
    if (message.kind === "worker-launched") {
      channel.send({ kind: "to-worker", workerId: message.workerId, message: "hello" });
    }
    if (message.kind === "from-worker") {
      workerMessage = message.message;
      worker.resolve(message.message);
    }
    if (message.kind === "worker-ended") workerMessage = "ended";
  });
  if (name === "web" && isRefusingBesideWorker) {
    channel.send({ kind: "launch-worker", requestId: "0", worker: "extract" });
    throw new PermanentFailure(`refused beside ${JSON.stringify(await worker.promise)}`);
  }
  const server = createServer((request, response) => {
    if (request.url === healthPath) {
      response.writeHead(200, healthHeaders(request.headers[launchNonceHeader], config.launchNonce)).end(healthBody);
      return;
    }
    if (request.url === "/worker") channel.send({ kind: "launch-worker", requestId: "1", worker: "extract" });
    const state = { pid: process.pid, peers: peers.read(), databaseUrl: config.database.url, workerMessage };
    response.end(JSON.stringify(state));
  });
  const { host, port } = config[name];
  server.listen(port, host);
  await once(server, "listening");
  if (name === "web") channel.send({ kind: "setup-code", code: config.web.setupCode?.code ?? "ps_setup_of_a_fake" });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
