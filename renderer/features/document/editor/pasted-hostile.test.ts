import { describe, expect, it, test, vi } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

/** How long the window may stand still, in milliseconds. */
const boundMs = 5_000;
const fiveMegabytes = "Words that fill a line of the text.\n".repeat(140_000);

describe("a paste of 5 MB is refused at once, and nothing that was there is changed", () => {
  it.each([
    ["text", { "text/plain": fiveMegabytes }],
    ["Markdown", { "text/plain": `# Title\n\n${fiveMegabytes}` }],
    ["HTML", { "text/plain": "Words", "text/html": `<p>${fiveMegabytes.replaceAll("\n", "</p><p>")}</p>` }],
    ["cells", { "text/plain": "a\tb\n".repeat(1_250_000) }],
  ])("of %s", (_name, data) => {
    const refused = vi.fn();
    const { editor, paste } = openEditor("<p>before</p>", [], refused);
    const start = performance.now();
    paste(data);
    expect(performance.now() - start).toBeLessThan(boundMs);
    expect(refused).toHaveBeenCalledOnce();
    expect(editor.getText()).toBe("before");
  });
});

test("a picture of 5 MB within a pasted page goes up, and the page is pasted", () => {
  const { editor, paste } = openEditor("<p>before</p>");
  const start = performance.now();
  paste({
    "text/html": `<p>words</p><img src="data:image/png;base64,${"AAAA".repeat(1_250_000)}">`,
    "text/plain": "words",
  });
  expect(performance.now() - start).toBeLessThan(boundMs);
  expect(editor.getText()).toContain("words");
});

test.each(["blockquote", "ul><li"])(
  "a hundred levels of %s are pasted, and what lies deeper with its words",
  (tags) => {
    const names = tags.split("><");
    const closing = names
      .toReversed()
      .map((name) => `</${name}>`)
      .join("");
    const { editor, paste } = openEditor("<p>before</p>");
    const start = performance.now();
    const deep = `${`<${tags}>word`.repeat(150)}deep${closing.repeat(150)}`;
    paste({ "text/html": `<p>a</p>${deep}<p>b</p>`, "text/plain": "deep" });
    expect(performance.now() - start).toBeLessThan(boundMs);
    expect(editor.getText().match(/word/g)).toHaveLength(150);
    expect(editor.getText()).toContain("deep");
    expect(editor.getHTML().split(`<${names[0]}>`)).toHaveLength(101);
  },
);

test.each(["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "java\nscript:alert(1)", "vbscript:x"])(
  "a pasted link to %j keeps its words and leads nowhere, around a picture too",
  (address) => {
    const { editor, paste } = openEditor("<p>before</p>");
    const [opening, image] = [`<a href="${address}">`, '<img src="https://a.example/a.png" alt="x">'];
    paste({ "text/html": `<p>${opening}words</a></p>${opening}${image}</a><p>end</p>`, "text/plain": "words" });
    expect(editor.getText()).toContain("words");
    expect(editor.getHTML()).toContain("https://a.example/a.png");
    expect(editor.getHTML()).not.toContain("href");
  },
);
