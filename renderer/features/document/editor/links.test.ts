import { expect, test, vi } from "vitest";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { openEditor } from "./testing/open-editor.ts";

test("a link to a page of this server opens it here, and another one a new window", () => {
  const { editor, opened } = openEditor(
    '<p><a href="/d/one/p/two">ours</a> and <a href="https://example.org/d/one/p/two">theirs</a></p>',
  );
  const open = vi.spyOn(window, "open").mockReturnValue(null);
  const [ours, theirs] = editor.view.dom.querySelectorAll("a");
  const click = () => new MouseEvent("click", { ctrlKey: true, bubbles: true, cancelable: true });
  const first = click();
  ours?.dispatchEvent(first);
  expect(first.defaultPrevented).toBe(true);
  expect(opened).toEqual([{ driveId: "one", id: "two" }]);
  expect(open).not.toHaveBeenCalled();
  theirs?.dispatchEvent(click());
  expect(open).toHaveBeenCalledExactlyOnceWith("https://example.org/d/one/p/two", "_blank", "noopener,noreferrer");
  expect(opened).toHaveLength(1);
  open.mockRestore();
});

test("what is typed behind or before a link is no part of it, within it it is", () => {
  const { editor, type, paste } = openEditor("");
  type("see ");
  paste({ "text/plain": "https://example.org/abc" });
  type(", and more");
  expect(editor.getHTML()).toMatch(
    /<a [^>]*href="https:\/\/example.org\/abc"[^>]*>https:\/\/example.org\/abc<\/a>, and more<\/p>/,
  );
  editor.commands.setContent('<p><a href="https://example.org">ours</a></p>');
  editor.commands.setTextSelection(3);
  type("b");
  expect(editor.getText()).toBe("oubrs");
  expect(editor.getHTML()).toContain(">oubrs</a>");
  for (const [at, text] of [
    [1, "x"],
    [7, "y"],
  ] as const) {
    editor.commands.setTextSelection(at);
    type(text);
  }
  expect(editor.getHTML()).toMatch(/<p>x<a [^>]*>oubrs<\/a>y<\/p>/);
});

const driveId = "01a20000-0000-7000-8000-00000000000d";
const pageId = "01a20000-0000-7000-8000-000000000001";
const userId = "01a20000-0000-7000-8000-00000000000a";

/** An editor that knows the names of what is mentioned. */
function openNaming(content = "") {
  const opened = openEditor("");
  const { cache, editor } = opened;
  cache.setQueryDefaults(queryKeys.allLinks, { staleTime: Number.POSITIVE_INFINITY });
  const page = { kind: "page", id: pageId, driveId, type: "document", title: "Harbour plan", icon: null };
  cache.setQueryData(queryKeys.mention("page", `/p/${pageId}`), page);
  cache.setQueryData(queryKeys.mention("page", `/u/${userId}`), { kind: "person", id: userId, name: "Ada" });
  editor.commands.setContent(content);
  return opened;
}

test("a pasted address of a page of this server becomes a mention that says the page's present title", async () => {
  const { editor, cache, type, paste } = openNaming();
  type("See ");
  paste({ "text/plain": `${window.location.origin}/d/${driveId}/p/${pageId}` });
  type(" soon");
  expect(editor.getText()).toBe("See Harbour plan soon");
  expect(editor.getJSON().content[0]?.content?.[1]).toEqual({ type: "mention", attrs: { href: `/p/${pageId}` } });
  cache.setQueryData(queryKeys.mention("page", `/p/${pageId}`), (old: object) => ({ ...old, title: "Quay" }));
  await vi.waitFor(() => expect(editor.view.dom.textContent).toBe("See Quay soon"));
  cache.setQueryData(queryKeys.mention("page", `/p/${pageId}`), null);
  await vi.waitFor(() => expect(editor.view.dom.querySelector("[data-mention]")?.className).toContain("is-unknown"));
  expect(editor.getHTML()).not.toContain("Quay");
});

test("a pasted address of one block of a page stays a link to that block", () => {
  const { editor, opened, paste } = openNaming();
  const address = `${window.location.origin}/d/${driveId}/p/${pageId}#12-3`;
  paste({ "text/plain": address });
  expect(editor.getText()).toBe(address);
  const link = editor.view.dom.querySelector("a");
  expect(link?.getAttribute("href")).toBe(address);
  link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
  expect(opened).toEqual([{ driveId, id: pageId, block: "12-3" }]);
});

test("mentions are copied with their names, and pasted as mentions", () => {
  const { editor } = openNaming(`<p>Ask <a href="/u/${userId}">old</a> of <b><a href="/p/${pageId}">old</a></b></p>`);
  const { html, text } = copyOf(editor);
  expect(text).toBe("Ask @Ada of Harbour plan");
  expect(html).toContain(`href="/u/${userId}"`);
  expect(html).not.toContain("old");
  const other = openNaming();
  other.paste({ "text/html": html, "text/plain": text });
  expect(other.editor.getJSON()).toEqual(editor.getJSON());
});

test("a press on a mention of a page, or Enter on it, opens the page; one on a person nothing", () => {
  const { editor, opened, press } = openNaming(`<p><a href="/u/${userId}"></a> <a href="/p/${pageId}"></a></p>`);
  const [person, page] = editor.view.dom.querySelectorAll("a");
  person?.click();
  expect(opened).toEqual([]);
  page?.click();
  editor.commands.setNodeSelection(3);
  expect(press("Enter")).toBe(true);
  expect(opened).toEqual([
    { driveId, id: pageId },
    { driveId, id: pageId },
  ]);
});

function copyOf(editor: ReturnType<typeof openEditor>["editor"]) {
  const slice = editor.state.doc.slice(0, editor.state.doc.content.size);
  const { dom, text } = editor.view.serializeForClipboard(slice);
  return { html: dom.innerHTML, text };
}
