import type { DetachedWindowAPI } from "happy-dom";
import { toast } from "sonner";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readImageSource } from "#services/documents/schema/image-source.ts";
import { clipboardSamples, picturesOfSamples } from "./testing/clipboard-samples.ts";
import { openEditor } from "./testing/open-editor.ts";

declare global {
  interface Window {
    readonly happyDOM: DetachedWindowAPI;
  }
}

let stored = 0;

// Files that are sent are stored at once, as pages of their own.
beforeEach(() => {
  window.happyDOM.settings.fetch.interceptor = {
    beforeAsyncRequest: ({ window: { Response } }) => {
      stored += 1;
      const id = `0197a0b0-0000-7000-8000-${String(stored).padStart(12, "0")}`;
      return Promise.resolve(Response.json({ id, driveId: "drive", title: "" }));
    },
  };
});

afterEach(() => {
  for (const { id } of toast.getToasts()) toast.dismiss(id);
});

test.each(Object.keys(clipboardSamples))("every picture of what is pasted from %s is accounted for", async (name) => {
  const { shown = [], uploaded = [], links = [], lost = 0 } = picturesOfSamples[name] ?? {};
  const { editor, paste } = openEditor("<p>before</p>");
  editor.commands.focus("end");
  paste(clipboardSamples[name] ?? {});
  function attributesOfImages() {
    const images = editor.state.doc.children.flatMap((block) => {
      const found = [block];
      block.descendants((node) => void found.push(node));
      return found.filter(({ type }) => type.name === "image").map(({ attrs }) => attrs);
    });
    return Map.groupBy(images, ({ src }) => readImageSource(src)?.kind);
  }
  await vi.waitFor(() => expect(attributesOfImages().get("file") ?? []).toHaveLength(uploaded.length));
  await vi.waitFor(() => expect(attributesOfImages().get("web") ?? []).toHaveLength(shown.length), { timeout: 20_000 });
  const found = attributesOfImages();
  expect(found.get("web")?.map(({ src, href }) => [src, href]) ?? []).toEqual(shown);
  expect(found.get("file")?.map(({ alt, width, href }) => [alt, width, href]) ?? []).toEqual(uploaded);
  for (const link of links) expect(editor.getHTML()).toContain(`href="${link}"`);
  await vi.waitFor(() => expect(toast.getToasts()).toHaveLength(lost > 0 ? 1 : 0));
});
