import { expect, test, vi } from "vitest";
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
