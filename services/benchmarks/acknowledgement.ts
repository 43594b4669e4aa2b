import * as Y from "yjs";
import { flowField } from "#services/documents/schema/flow/fields.ts";
import { connectSocket } from "#services/tests/stack/connect-socket.ts";
import { type Person, setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";

/**
 * How long an edit takes until it is acknowledged, which is after its commit: 50 clients on one document, each typing
 * now and then. Measured at the client, through web's forwarding, on loopback. Run: node services/benchmarks/acknowledgement.ts
 */
const clients = 50;
const editsPerSecond = 60;
const seconds = 15;

interface Editor {
  edit(): void;
  close(): void;
}

function openEditor(person: Person, pageId: string, report: (latencyMs: number) => void): Promise<Editor> {
  const doc = new Y.Doc();
  const text = doc.getText(flowField);
  const socket = connectSocket(person);
  socket.on("document.update", ({ update }) => Y.applyUpdate(doc, new Uint8Array(update), "server"));
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin === "server") return;
    const sentAt = performance.now();
    socket.emit("document.update", { pageId, update }, (answer) => {
      if (!answer.error) report(performance.now() - sentAt);
    });
  });
  return new Promise((resolve, reject) => {
    socket.once("connect", () => {
      socket.emit("document.open", { pageId, stateVector: Y.encodeStateVector(doc) }, (answer) => {
        if (answer.error) return reject(new Error(answer.error.message));
        Y.applyUpdate(doc, new Uint8Array(answer.update), "server");
        resolve({
          edit: () => text.insert(text.length, "word "),
          close: () => void socket.disconnect(),
        });
      });
    });
  });
}

function percentile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
}

async function typeAtPace(editors: readonly Editor[]): Promise<number> {
  const edits = editsPerSecond * seconds;
  const startedAt = performance.now();
  for (let edit = 0; edit < edits; edit++) {
    const dueMs = startedAt + (edit * 1_000) / editsPerSecond - performance.now();
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
    editors[edit % editors.length]?.edit();
  }
  return edits;
}

async function run(): Promise<void> {
  const stack = await startStack();
  try {
    const ada = await setUpOwner(stack);
    const { items } = await ada.client.call("drives.list", {});
    const driveId = items[0]?.id ?? "";
    const page = await ada.client.call("pages.create", { driveId, type: "document", title: "Busy" });
    const latencies: number[] = [];
    const editors: Editor[] = [];
    for (let index = 0; index < clients; index++) {
      editors.push(await openEditor(ada, page.id, (latencyMs) => void latencies.push(latencyMs)));
    }
    const sent = await typeAtPace(editors);
    const deadline = performance.now() + 10_000;
    while (latencies.length < sent && performance.now() < deadline) await new Promise((r) => setTimeout(r, 50));
    for (const editor of editors) editor.close();
    const sorted = latencies.toSorted((a, b) => a - b);
    process.stdout.write(
      [
        `clients ${clients}, edits ${sent} at ${editsPerSecond}/s, each delivered to ${clients - 1} others`,
        `acknowledged ${latencies.length} of ${sent}`,
        `p50 ${percentile(sorted, 0.5)} ms   p99 ${percentile(sorted, 0.99)} ms   longest ${percentile(sorted, 1)} ms`,
        "",
      ].join("\n"),
    );
  } finally {
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
}

await run();
