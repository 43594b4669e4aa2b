import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { parseArgs } from "node:util";
import autocannon from "autocannon";
import { findRunningDatabase } from "#services/supervisor/find-running-database.ts";
import { joinByInvite, type Person, setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";
import type { MeasuredRead } from "./bare-reads.ts";
import { plantPages, samplePages } from "./plant-pages.ts";
import { plantRights } from "./plant-rights.ts";
import { median, printRow } from "./table.ts";

/**
 * The everyday reads, asked with a session, beside a bare Fastify that runs one statement with the same question of
 * rights on the same database: taken in turn, the median of the pairwise ratios. Asked by an editor of the drive, or with
 * `--as owner` by its owner. Run: node services/benchmarks/reads.ts --pages 100000 --members 50 --grants 5000
 */
const { values } = parseArgs({
  options: {
    pages: { type: "string", default: "20000" },
    members: { type: "string", default: "50" },
    grants: { type: "string", default: "5000" },
    as: { type: "string", default: "member" },
    pairs: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    only: { type: "string" },
  },
});
const pageCount = Number(values.pages);
const members = Number(values.members);
const grants = Number(values.grants);
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

interface Asking {
  /** Who the reads are asked by. */
  readonly person: Person;
  readonly userId: string;
  readonly subjects: readonly Subject[];
}

/** Fills the drive of an owner, and gives who asks, and what. */
async function fillDrive(ada: Person, databaseUrl: string): Promise<Asking> {
  const { id: driveId } = await ada.client.call("drives.create", { name: "Team" });
  const root = await ada.client.call("pages.create", { driveId, type: "document", title: "Row 0" });
  const markdown = Array.from({ length: 40 }, (_, line) => `Line ${line} of a document of an ordinary length.`);
  await ada.client.call("documents.replace", { pageId: root.id, markdown: markdown.join("\n\n") });
  const upload = await fetch(ada.client.address("files.upload", { driveId, name: "note.txt" }), {
    method: "POST",
    headers: { cookie: ada.cookie(), origin: ada.origin, "content-type": "application/octet-stream" },
    body: "A note.",
  });
  const fileId = String(Object(await upload.json()).id);
  const person = values.as === "owner" ? ada : await joinByInvite(ada, driveId, "Grace");
  const { user } = await person.client.call("sessions.read", {});
  await plantPages(databaseUrl, root.id, pageCount);
  await plantRights(databaseUrl, { driveId, members: members - 2, grants });
  const { pageIds, parentIds } = await samplePages(databaseUrl, user.id);
  await person.client.call("documents.read", { pageId: root.id, format: "json" });
  const address = person.client.address;
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
  const only = values.only?.split(",");
  const subjects = all.filter(({ name }) => only === undefined || only.includes(name));
  return { person, userId: user.id, subjects };
}

async function run(): Promise<void> {
  const unlimited = "1000000000";
  const stack = await startStack({
    environment: { RATE_LIMIT_PER_ADDRESS: unlimited, RATE_LIMIT_PER_PERSON: unlimited },
  });
  try {
    const ada = await setUpOwner(stack);
    const databaseUrl = findRunningDatabase(stack.dataDirectory);
    const { person, userId, subjects } = await fillDrive(ada, databaseUrl);
    const peer = await startPeer(databaseUrl, userId);
    try {
      const data = `${pageCount} pages, ${members} members, ${grants} grants, asked by the ${values.as}`;
      process.stdout.write(`${data}, ${connections} connections, ${pairs} pairs of ${seconds} s, req/s\n`);
      printRow("read", "ours", "bare", "ours / bare");
      const headers = { cookie: person.cookie(), origin: ada.origin };
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
