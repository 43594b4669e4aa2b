import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { type Person, setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, startStack } from "#services/tests/stack/start-stack.ts";
import { findBrowser } from "./find-browser.ts";

/**
 * How long a key takes until it is painted, in documents of several lengths, alone in a real browser; and how long from the
 * click on a page until it can be edited. Keys go to the middle of the document, each after the page has been quiet for a
 * tenth of a second. Run: node renderer/e2e/measure-typing.ts --blocks 100,5000
 */
const { values } = parseArgs({
  options: {
    blocks: { type: "string", default: "100,1000,5000,10000" },
    keys: { type: "string", default: "60" },
    profile: { type: "boolean", default: false },
  },
});
const lengths = values.blocks.split(",").map(Number);
const keys = Number(values.keys);

function printRow(...cells: readonly (string | number)[]): void {
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(16)).join("")}\n`);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

const words = "harbour tide lantern keel anchor compass sail mast rope deck chart gull".split(" ");

function paragraph(index: number): string {
  return Array.from({ length: 12 }, (_, word) => words[(index * 7 + word * 5) % words.length]).join(" ");
}

/** Headings, paragraphs, lists and to-dos, as many blocks as asked. */
function markdownOf(blocks: number): string {
  const parts: string[] = [];
  for (let index = 0; index < blocks; index += 1) {
    if (index % 20 === 0) parts.push(`## Part ${index}`);
    else if (index % 20 >= 15) parts.push(`- ${paragraph(index)}`);
    else parts.push(`${paragraph(index)} ${index}`);
  }
  return parts.join("\n\n");
}

async function makeDocument(owner: Person, driveId: string, blocks: number): Promise<string> {
  const page = await owner.client.call("pages.create", { driveId, type: "document", title: `Of ${blocks}` });
  await owner.client.call("documents.replace", { pageId: page.id, markdown: markdownOf(blocks) });
  return page.id;
}

/** From each key to the frame that shows it, in ms. */
async function measureKeys(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const found: number[] = [];
    Object.assign(window, { keyTimes: found });
    document.addEventListener(
      "keydown",
      (event) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => found.push(performance.now() - event.timeStamp);
          channel.port2.postMessage(undefined);
        });
      },
      true,
    );
  });
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press("abcdefgh"[key % 8] ?? "a");
    await page.waitForTimeout(100);
  }
  return page.evaluate(() => Reflect.get(window, "keyTimes"));
}

interface Figures {
  readonly editableMs: number;
  readonly times: readonly number[];
}

async function measure(context: BrowserContext, origin: string, place: Place): Promise<Figures> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1280, height: 820 });
  await page.goto(`${origin}/`);
  const row = page.getByRole("treeitem", { name: `Of ${place.blocks}`, exact: true });
  await row.waitFor();
  await page.waitForTimeout(1_500);
  const since = await page.evaluate(() => performance.now());
  await row.click();
  await page.waitForFunction(() => document.querySelector(".ProseMirror[contenteditable=true]") !== null, undefined, {
    polling: "raf",
    timeout: 60_000,
  });
  const editableMs = (await page.evaluate(() => performance.now())) - since;
  await page.waitForTimeout(3_000);
  const middle = page.locator(".ProseMirror p").nth(Math.floor(place.blocks / 3));
  await middle.scrollIntoViewIfNeeded();
  await middle.click();
  await page.waitForTimeout(500);
  const session = values.profile ? await startProfile(page) : undefined;
  const times = await measureKeys(page);
  await session?.();
  await page.close();
  return { editableMs, times };
}

async function startProfile(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Profiler.enable");
  await session.send("Profiler.start");
  return async () => {
    const { profile } = await session.send("Profiler.stop");
    const selfUs = new Map<string, number>();
    const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
    for (const [index, id] of (profile.samples ?? []).entries()) {
      const frame = nodes.get(id)?.callFrame;
      if (frame === undefined) continue;
      const name = `${frame.functionName || "?"} ${frame.url.split("/").at(-1)}:${frame.lineNumber}:${frame.columnNumber}`;
      selfUs.set(name, (selfUs.get(name) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
    }
    const top = [...selfUs].toSorted(([, a], [, b]) => b - a).slice(0, 25);
    for (const [name, us] of top) printRow(`${(us / 1_000 / keys).toFixed(2)} ms a key`, name);
  };
}

interface Place {
  readonly blocks: number;
  readonly pageId: string;
}

async function run(browser: Browser, origin: string, owner: Person): Promise<void> {
  const { items } = await owner.client.call("drives.list", {});
  const driveId = items[0]?.id ?? "";
  const places: Place[] = [];
  for (const blocks of lengths) places.push({ blocks, pageId: await makeDocument(owner, driveId, blocks) });
  const context = await browser.newContext();
  const [name = "", value = ""] = owner.cookie().split("=");
  await context.addCookies([{ name, value, url: origin }]);
  printRow("blocks", "editable ms", "key p50 ms", "key p95 ms", "slowest ms", "to the first");
  let first: number | undefined;
  for (const place of places) {
    const { editableMs, times } = await measure(context, origin, place);
    const sorted = times.toSorted((a, b) => a - b);
    const half = median(sorted);
    first ??= half;
    const late = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
    const figures = [editableMs.toFixed(0), half.toFixed(1), late.toFixed(1), (sorted.at(-1) ?? Number.NaN).toFixed(1)];
    printRow(place.blocks, ...figures, (half / first).toFixed(2));
  }
}

const stack = await startStack();
const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
try {
  await run(browser, stack.origin, await setUpOwner(stack));
} finally {
  await browser.close();
  await stack.stop();
  removeDataDirectory(stack.dataDirectory);
}
