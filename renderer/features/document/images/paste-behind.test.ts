import { expect, test } from "vitest";
import { openEditor } from "#renderer/features/document/editor/testing/open-editor.ts";

test("what is typed after a picture was pasted comes behind it, and so does the next picture", () => {
  const { editor, type } = openEditor("<p>before</p><p>after</p>");
  const pastePicture = () => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["bytes"], "one.png", { type: "image/png" }));
    editor.view.dom.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  };
  editor.commands.setTextSelection(7);
  pastePicture();
  type("typed");
  pastePicture();
  type("last");
  const blocks = [...editor.view.dom.children].map((block) => (block.matches("p") ? block.textContent : "picture"));
  expect(blocks).toEqual(["before", "picture", "typed", "picture", "last", "after"]);
});
