import { describe, expect, it } from "vitest";
import { openEditor } from "./testing/open-editor.ts";

const files = "README.md app.py data.zip main.rs example.com ";

describe("what becomes a link by itself", () => {
  it("names of files do not, typed or pasted", () => {
    const { editor, type, paste } = openEditor();
    type(files);
    paste({ "text/plain": files });
    paste({ "text/html": `<p>${files}</p>`, "text/plain": files });
    expect(editor.getText()).toContain("main.rs");
    expect(editor.getHTML()).not.toContain("<a ");
  });

  it.each([
    ["www.example.org", "https://www.example.org"],
    ["https://example.org/a?b=c", "https://example.org/a?b=c"],
    ["mara@example.org", "mailto:mara@example.org"],
  ])("%s does, typed or pasted", (written, address) => {
    const typed = openEditor();
    typed.type(`${written} `);
    expect(typed.editor.getHTML()).toContain(`href="${address}"`);
    const pasted = openEditor();
    pasted.paste({ "text/plain": `see ${written} there` });
    expect(pasted.editor.getHTML()).toMatch(/href="(https?:\/\/|mailto:)/);
  });
});
