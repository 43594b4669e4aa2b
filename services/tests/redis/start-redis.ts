import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  signal(name: "SIGSTOP" | "SIGCONT" | "SIGKILL"): void;
}

/** A Redis server on the loopback that keeps nothing on disk. With a port it takes the place of one that ended. */
export async function startRedis(given?: number): Promise<TestRedis> {
  const port = given ?? (await findPort());
  const server = spawn(
    "redis-server",
    ["--bind", "127.0.0.1", "--port", String(port), "--save", "", "--appendonly", "no", "--dir", tmpdir()],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(server, "exit");
  const isReady = new Promise<void>((resolve) => {
    let told = "";
    server.stdout.on("data", (part: Buffer) => {
      told += String(part);
      if (told.includes("Ready to accept connections")) resolve();
    });
  });
  await Promise.race([isReady, ended.then(() => Promise.reject(new Error("The Redis server ended at its start.")))]);
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (name) => void server.kill(name),
    async [Symbol.asyncDispose]() {
      server.kill("SIGKILL");
      await ended;
    },
  };
}

async function findPort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
