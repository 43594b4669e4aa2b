import { describe, expect, it, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

describe("signs of Markdown while typing", () => {
  it.each([
    "5 * 6 * 7",
    "2 ** 3 ** 4",
    "a _ b _ c",
    "5*6*7",
    "2**3**4",
    "snake_case_name",
    "a__b__c",
    "~~ no ~~",
    "* a*b",
    "\\*not\\*",
    "****",
  ])("%s stays as it was typed", (text) => {
    const { editor, type } = openEditor();
    type(`: ${text}`);
    expect(editor.getText()).toBe(`: ${text}`);
    expect(editor.getHTML()).not.toMatch(/<(em|strong|s|code)>/);
  });

  it.each([
    ["**bold**", "<strong>bold</strong>"],
    ["*it is*", "<em>it is</em>"],
    ["_it_", "<em>it</em>"],
    ["***both***", "<strong><em>both</em></strong>"],
    ["(***both***", "(<strong><em>both</em></strong>"],
    ["~~gone~~", "<s>gone</s>"],
    ["`code`", "<code>code</code>"],
    ["一**二**", "一<strong>二</strong>"],
    ["**a *b* c**", "<strong>a <em>b</em> c</strong>"],
  ])("%s becomes a format", (typed, html) => {
    const { editor, type } = openEditor();
    type(`so ${typed}!`);
    expect(editor.getHTML()).toBe(`<p>so ${html}!</p>`);
  });
});

test("what stands between signs on the clipboard is pasted as it is", () => {
  const { editor, paste } = openEditor();
  paste({ "text/html": "<p>2 ** 3 ** 4 and a _ b _ c</p>", "text/plain": "2 ** 3 ** 4 and a _ b _ c" });
  expect(editor.getHTML()).toBe("<p>2 ** 3 ** 4 and a _ b _ c</p>");
});
