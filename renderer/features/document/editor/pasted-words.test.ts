import { expect, test, vi } from "vitest";
import { clipboardSamples } from "./testing/clipboard-samples.ts";
import { openEditor } from "./testing/open-editor.ts";

/** What Word and the signs of lists and boxes draw; the editor draws its own. */
const drawnMark = /^(?:[·o]|\[[ x]?\]|[-*+>#|]+|\|?-[-|]*|`{3}\w*|\d+\.)$/;

/** Signs beside the words: the names of what could not be taken along, in brackets. */
const drawn: ReadonlyMap<string, number> = new Map([
  ["Word", "[Drawing]".length + 2],
  ["a web page", "[Sales]".length + "Old".length + 2],
]);

/** The words a person sees in what was copied, in order. */
function visibleWords(sample: Readonly<Record<string, string>>): string[] {
  const html = sample["text/html"];
  const text = html === undefined ? (sample["text/plain"] ?? "") : textOfHtml(html);
  return text
    .replaceAll(/\[[ x]\]/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !drawnMark.test(word))
    .map((word) => (html === undefined ? word.replaceAll(/\*\*|`/g, "") : word))
    .filter((word) => html !== undefined || !word.includes("!["));
}

function textOfHtml(html: string): string {
  const root = new DOMParser().parseFromString(html, "text/html");
  for (const picture of root.querySelectorAll("img"))
    if (picture.className === "emoji") picture.replaceWith(picture.alt);
  for (const field of root.querySelectorAll("input:not([type=password])"))
    field.before(field.getAttribute("value") ?? "");
  for (const media of root.querySelectorAll("video, iframe")) media.replaceWith(` ${media.getAttribute("title")} `);
  for (const hidden of root.querySelectorAll("style, script, option:not([selected]), [style*='mso-list:Ignore']"))
    hidden.remove();
  for (const block of root.querySelectorAll(
    "p, div, li, td, th, h1, h2, h3, h5, br, dt, dd, summary, caption, pre, text, form",
  )) {
    block.before(" ");
    block.after(" ");
  }
  return root.body.textContent ?? "";
}

test.each(Object.keys(clipboardSamples))(
  "every word of what is pasted from %s is in the document once",
  async (name) => {
    const sample = clipboardSamples[name] ?? {};
    const { editor, paste } = openEditor("<p>before</p>");
    editor.commands.focus("end");
    paste(sample);
    await vi.waitFor(() => expect(editor.state.doc.textContent).not.toBe("before"), { timeout: 20_000 });
    const found = editor.state.doc.textBetween(0, editor.state.doc.content.size, " ", " ").split(/\s+/).join(" ");
    const glued = found.replaceAll(/\s/g, "");
    const words = visibleWords(sample);
    expect(words.length).toBeGreaterThan(5);
    let at = glued.indexOf("before") + "before".length;
    const missing = words.filter((word) => {
      const place = glued.indexOf(word, at);
      if (place >= 0) at = place + word.length;
      return place < 0;
    });
    expect(missing).toEqual([]);
    // Nothing stands there that was not copied: no second bullet, no style.
    expect(glued.length - "before".length).toBeLessThanOrEqual(words.join("").length + (drawn.get(name) ?? 4));
  },
);
