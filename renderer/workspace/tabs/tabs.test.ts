import { beforeEach, expect, test } from "vitest";
import { closeTab, openTabBehind, showInTab, useTabs } from "./tabs.ts";

beforeEach(() => useTabs.setState({ pageIds: [], activeId: null, recentIds: [] }));

test("a page takes the place of the one that was in the active tab", () => {
  showInTab("a");
  showInTab("b");
  expect(useTabs.getState()).toMatchObject({ pageIds: ["b"], activeId: "b", recentIds: ["b", "a"] });
});

test("a page opened behind stands right of the active tab and is not shown", () => {
  showInTab("a");
  openTabBehind("c");
  openTabBehind("b");
  expect(useTabs.getState()).toMatchObject({ pageIds: ["a", "b", "c"], activeId: "a" });
});

test("closing the active tab leads to its right neighbour, then to the left one, then nowhere", () => {
  showInTab("a");
  openTabBehind("b");
  expect(closeTab("a")).toEqual({ nextId: "b" });
  showInTab("b");
  expect(closeTab("b")).toEqual({ nextId: null });
});

test("closing another tab leads nowhere", () => {
  showInTab("a");
  openTabBehind("b");
  expect(closeTab("b")).toBeUndefined();
  expect(useTabs.getState().activeId).toBe("a");
});
