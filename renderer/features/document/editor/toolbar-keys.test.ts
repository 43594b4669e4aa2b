import { expect, test } from "vitest";
import { openEditor } from "./testing/open-editor.ts";
import { findNextButton, isToolbarClosed } from "./toolbar-keys.ts";

test("Esc closes the toolbar over a selection until another one is made", () => {
  const { editor, press } = openEditor("<p>some words</p>");
  expect(press("Escape")).toBe(false);
  editor.commands.setTextSelection({ from: 1, to: 5 });
  expect(press("Escape")).toBe(true);
  expect(isToolbarClosed(editor.state)).toBe(true);
  expect(press("Escape")).toBe(false);
  editor.commands.setTextSelection({ from: 6, to: 8 });
  expect(isToolbarClosed(editor.state)).toBe(false);
});

test("Alt-F10 leads into the toolbar, and the arrows, Home and End through it", () => {
  const { editor, press } = openEditor("<p>some words</p>");
  expect(press("Alt-F10")).toBe(false);
  const floating = document.createElement("div");
  floating.className = "document-floating";
  floating.innerHTML = '<div role="toolbar"><button>a</button><button>b</button><button>c</button></div>';
  editor.view.dom.parentElement?.append(floating);
  expect(press("Alt-F10")).toBe(true);
  const walk = (key: string) => {
    findNextButton(floating, key)?.focus();
    return document.activeElement?.textContent;
  };
  expect(document.activeElement?.textContent).toBe("a");
  expect(["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"].map(walk)).toEqual([
    "b",
    "c",
    "a",
    "c",
    "a",
    "c",
  ]);
  expect(findNextButton(floating, "x")).toBeUndefined();
});
