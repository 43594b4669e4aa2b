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
  // The thread is warm, so that what follows is the work alone.
  await worker.render({ json: paragraphs(1), format: "markdown" });
  let isLongEnded = false;
  const long = worker.render({ json: paragraphs(30_000), format: "markdown" }).catch((error: unknown) => error);
  void long.then(() => {
    isLongEnded = true;
  });
  const short = [1, 2].map((count) => worker.render({ json: paragraphs(count), format: "markdown" }));
  expect((await Promise.all(short)).map((text) => text.split("\n\n").length)).toEqual([1, 2]);
  expect(isLongEnded).toBe(false);
  await worker.stop();
  expect(await long).toMatchObject({ code: "unavailable" });
});
