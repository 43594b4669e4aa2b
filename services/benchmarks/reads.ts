import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import pg from "pg";
import { findRunningDatabase } from "#services/supervisor/find-running-database.ts";
import { type Person, setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";
import type { MeasuredRead } from "./bare-reads.ts";
import { plantPages } from "./plant-pages.ts";
import { median, printRow } from "./table.ts";

/**
 * The everyday reads, asked with a session, beside a bare Fastify that runs one statement with the same question of
 * rights on the same database: taken in turn, the median of the pairwise ratios. Run: node services/benchmarks/reads.ts
 */
const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "20000" },
    pairs: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    only: { type: "string" },
  },
});
const pageCount = Number(values.pages);
const pairs = Number(values.pairs);
const seconds = Number(values.seconds);
const connections = 8;

interface Subject {
  readonly name: MeasuredRead;
  readonly ours: readonly string[];
  readonly ids: readonly string[];
}

async function requestsPerSecond(url: string, requests: readonly autocannon.Request[]): Promise<number> {
  const result = await autocannon({ url, connections, duration: seconds, requests: [...requests] });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests were refused`);
  return result.requests.average;
}

async function startPeer(url: string, userId: string): Promise<{ readonly origin: string; stop(): void }> {
  const program = path.join(import.meta.dirname, "bare-reads.ts");
  const peer = spawn(process.execPath, [program, url, userId], { stdio: ["ignore", "pipe", "inherit"] });
  const [line]: unknown[] = await once(peer.stdout, "data");
  return { origin: String(line).trim(), stop: () => void peer.kill() };
}

async function listSubjects(ada: Person, databaseUrl: string): Promise<readonly Subject[]> {
  const { items } = await ada.client.call("drives.list", {});
  const driveId = items[0]?.id ?? "";
  const root = await ada.client.call("pages.create", { driveId, type: "document", title: "Row 0" });
  const markdown = Array.from({ length: 40 }, (_, line) => `Line ${line} of a document of an ordinary length.`);
  await ada.client.call("documents.replace", { pageId: root.id, markdown: markdown.join("\n\n") });
  const upload = await fetch(ada.client.address("files.upload", { driveId, name: "note.txt" }), {
    method: "POST",
    headers: { cookie: ada.cookie(), origin: ada.origin, "content-type": "application/octet-stream" },
    body: "A note.",
  });
  const fileId = String(Object(await upload.json()).id);
  const { pageIds, parentIds } = await plantPages(databaseUrl, root.id, pageCount);
  await ada.client.call("documents.read", { pageId: root.id, format: "json" });
  const address = ada.client.address;
  const one = [root.id];
  const all: readonly Subject[] = [
    { name: "pages.read", ids: pageIds, ours: pageIds.map((pageId) => address("pages.read", { pageId })) },
    {
      name: "pages.list",
      ids: parentIds,
      ours: parentIds.map((parentId) => address("pages.list", { driveId, parentId })),
    },
    { name: "documents.read", ids: one, ours: [address("documents.read", { pageId: root.id, format: "json" })] },
    { name: "files.read", ids: [fileId], ours: [address("files.read", { pageId: fileId })] },
    { name: "drives.list", ids: one, ours: [address("drives.list", {})] },
    { name: "sessions.read", ids: one, ours: [address("sessions.read", {})] },
    { name: "search.query", ids: one, ours: [address("search.query", { query: "row 77" })] },
  ];
  return values.only === undefined ? all : all.filter(({ name }) => name === values.only);
}

async function findUser(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>("SELECT id FROM users LIMIT 1");
  await client.end();
  return rows[0]?.id ?? "";
}

async function run(): Promise<void> {
  const unlimited = "1000000000";
  const stack = await startStack({
    environment: { RATE_LIMIT_PER_ADDRESS: unlimited, RATE_LIMIT_PER_PERSON: unlimited },
  });
  try {
    const ada = await setUpOwner(stack);
    const databaseUrl = findRunningDatabase(stack.dataDirectory);
    const subjects = await listSubjects(ada, databaseUrl);
    const peer = await startPeer(databaseUrl, await findUser(databaseUrl));
    try {
      process.stdout.write(`${pageCount} pages, ${connections} connections, ${pairs} pairs of ${seconds} s, req/s\n`);
      printRow("read", "ours", "bare", "ours / bare");
      const headers = { cookie: ada.cookie(), origin: ada.origin };
      for (const { name, ours, ids } of subjects) {
        const own: number[] = [];
        const bare: number[] = [];
        for (let pair = 0; pair < pairs; pair++) {
          const asked = ours.map((address) => ({ path: address.slice(ada.origin.length), headers }));
          own.push(await requestsPerSecond(ada.origin, asked));
          const paths = ids.map((id) => ({ path: `/${name}/${id}` }));
          bare.push(await requestsPerSecond(peer.origin, paths));
        }
        const ratios = own.map((rate, pair) => rate / (bare[pair] ?? Number.NaN));
        printRow(name, median(own).toFixed(0), median(bare).toFixed(0), median(ratios).toFixed(3));
      }
    } finally {
      peer.stop();
    }
  } finally {
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
}

await run();
