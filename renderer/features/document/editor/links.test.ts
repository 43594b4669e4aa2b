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

test("a pasted address of a page of this server becomes a link that says its title", async () => {
  const { editor, cache, type, paste } = openEditor("");
  const address = `${window.location.origin}/d/one/p/two`;
  cache.setQueryData(queryKeys.page("two"), { title: "Harbour plan" });
  cache.setQueryDefaults(queryKeys.allPages, { staleTime: Number.POSITIVE_INFINITY });
  type("See ");
  paste({ "text/plain": address });
  type(" soon");
  await vi.waitFor(() => expect(editor.getText()).toBe("See Harbour plan soon"));
  expect(editor.getHTML()).toMatch(new RegExp(`href="${address}"[^>]*>Harbour plan</a> soon`));
});
