import { describe, expect, test } from "vitest";
import { externalUrl } from "./external-url.ts";
import { actionOrigin, decideNavigation } from "./navigation.ts";
import { isPermissionAllowed } from "./permissions.ts";
import { isSenderAllowed } from "./sender.ts";

const origin = "http://pagespace.localhost";

describe("going somewhere", () => {
  const inApp = (to: string) => decideNavigation({ from: `${origin}/`, to, origin }).kind;

  test("a window moves freely within its own origin", () => {
    expect(inApp(`${origin}/pages/1?x#y`)).toBe("allow");
  });

  test.each([
    "https://example.org/",
    "http://pagespace.localhost.example.org/",
    "http://pagespace.localhost:8080/",
    "https://pagespace.localhost/",
    "http://pagespace.localhost@example.org/",
    "http://x.pagespace.localhost/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,hello",
    "blob:null/1",
    "about:blank",
    "not an address",
    `${actionOrigin}/quit`,
  ])("a window never moves to %s", (to) => {
    expect(inApp(to)).toBe("deny");
  });

  test("the links of the status page are actions, unknown ones nothing", () => {
    const fromStatus = (to: string) => decideNavigation({ from: "data:text/html;charset=utf-8,x", to, origin });
    expect(fromStatus(`${actionOrigin}/retry`)).toEqual({ kind: "act", action: "retry" });
    expect(fromStatus(`${actionOrigin}/format-disk`)).toEqual({ kind: "deny" });
    expect(fromStatus("https://example.org/retry")).toEqual({ kind: "deny" });
  });

  test("an opaque origin is nobody's own", () => {
    expect(decideNavigation({ from: "data:,", to: "data:text/html,x", origin: "null" }).kind).toBe("deny");
  });
});

test.each([
  ["https://example.org/a b", "https://example.org/a%20b"],
  ["http://example.org/", undefined],
  ["mailto:ada@example.org", "mailto:ada@example.org"],
  ["https://ada:secret@example.org/", undefined],
  ["file:///etc/passwd", undefined],
  ["javascript:alert(1)", undefined],
  ["ms-msdt:/id", undefined],
  ["smb://server/share", undefined],
  ["//example.org", undefined],
  ["", undefined],
])("the system is asked to open %s as %s", (address, opened) => {
  expect(externalUrl(address)).toBe(opened);
});

describe("permissions", () => {
  const asked = { requestedBy: `${origin}/pages/1`, isMainFrame: true, origin };

  test.each(["clipboard-sanitized-write", "fullscreen", "notifications"])(
    "the app's own page may use %s",
    (permission) => {
      expect(isPermissionAllowed({ ...asked, permission })).toBe(true);
    },
  );

  test.each([
    "media",
    "geolocation",
    "clipboard-read",
    "midi",
    "hid",
    "usb",
    "serial",
    "display-capture",
    "openExternal",
    "unknown",
  ])("nobody gets %s", (permission) => {
    expect(isPermissionAllowed({ ...asked, permission })).toBe(false);
  });

  test("frames within the page and other origins get nothing", () => {
    const permission = "notifications";
    expect(isPermissionAllowed({ ...asked, permission, isMainFrame: false })).toBe(false);
    expect(isPermissionAllowed({ ...asked, permission, requestedBy: "https://example.org/" })).toBe(false);
    expect(isPermissionAllowed({ ...asked, permission, requestedBy: "null" })).toBe(false);
    expect(isPermissionAllowed({ ...asked, permission, requestedBy: undefined })).toBe(false);
  });
});

describe("who main listens to", () => {
  const page = { frameUrl: `${origin}/`, isMainFrame: true, isKnownWindow: true };

  test("the main frame of a window on its own origin is heard", () => {
    expect(isSenderAllowed(page, origin)).toBe(true);
  });

  test.each([
    ["a frame within the page", { ...page, isMainFrame: false }],
    ["a foreign page", { ...page, frameUrl: "https://example.org/" }],
    ["the status page", { ...page, frameUrl: "data:text/html,x" }],
    ["a frame that is gone", { ...page, frameUrl: undefined }],
    ["a window that is not ours", { ...page, isKnownWindow: false }],
  ])("%s is not heard", (_who, sender) => {
    expect(isSenderAllowed(sender, origin)).toBe(false);
  });
});
