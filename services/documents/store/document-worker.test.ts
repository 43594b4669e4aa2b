import { afterAll, expect, test } from "vitest";
import { createDocumentWorker } from "./document-worker.ts";

const worker = createDocumentWorker();
afterAll(() => worker.stop());

function paragraphs(count: number): string {
  const words = Array.from({ length: count }, (_, index) => ({
    type: "paragraph",
    content: [{ type: "text", text: `snake_case and *stars* in paragraph ${index}` }],
  }));
  return JSON.stringify({ type: "doc", content: words });
}

test("a document that takes long holds up no other", async () => {
  const ended: string[] = [];
  const render = async (name: string, count: number) => {
    await worker.render({ json: paragraphs(count), format: "markdown" });
    ended.push(name);
  };
  // The thread is warm, so that what follows is the work alone.
  await render("first", 1);
  await Promise.all([render("long", 4_000), render("short", 1), render("short too", 2)]);
  expect(ended.at(-1)).toBe("long");
});
