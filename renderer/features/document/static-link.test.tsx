import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { StaticContent } from "./static-content.tsx";

const words = { unknownBlock: "", taskDone: "" };

function linked(text: string, href: string) {
  return { type: "paragraph", content: [{ type: "text", text, marks: [{ type: "link", attrs: { href } }] }] };
}

test("before the editor is there a link to a page opens it here, and others a window", async () => {
  const content = {
    type: "doc",
    content: [linked("page", `${window.location.origin}/d/one/p/two`), linked("site", "https://example.org/")],
  };
  const root = createRootRoute();
  const start = createRoute({
    getParentRoute: () => root,
    path: "/",
    component: () => <StaticContent content={content} words={words} />,
  });
  const page = createRoute({ getParentRoute: () => root, path: "/d/$driveId/p/$pageId" });
  const router = createRouter({
    routeTree: root.addChildren([start, page]),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  const place = document.body.appendChild(document.createElement("div"));
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  await act(async () => {
    createRoot(place).render(<RouterProvider router={router} />);
    await router.load();
  });
  const [toPage, toSite] = place.querySelectorAll("a");
  const click = (link: Element | undefined) => {
    const event = new MouseEvent("click", { bubbles: true, cancelable: true });
    // What is left to the browser would open a window.
    document.addEventListener("click", (last) => last.defaultPrevented || last.preventDefault(), { once: true });
    let isLeftToBrowser = true;
    place.addEventListener("click", (last) => (isLeftToBrowser = !last.defaultPrevented), { once: true });
    link?.dispatchEvent(event);
    return isLeftToBrowser;
  };
  expect(toSite?.target).toBe("_blank");
  let wasLeft = true;
  await act(async () => {
    wasLeft = click(toSite);
  });
  expect(wasLeft).toBe(true);
  expect(router.state.location.pathname).toBe("/");
  await act(async () => {
    wasLeft = click(toPage);
  });
  expect(wasLeft).toBe(false);
  expect(router.state.location.pathname).toBe("/d/one/p/two");
});
