import { describe, expect, it } from "vitest";
import { completeLink } from "./complete-link.ts";

describe("typing a link", () => {
  it.each(["https://example.org/a", "mailto:mara@example.org", "/d/1/p/2", "#days"])("%s is kept", (address) => {
    expect(completeLink(address)).toBe(address);
  });

  it.each([
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    " data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "  ",
    "nonsense",
    "hello world",
    "see example.org",
    "what?",
    "a..b",
    ".org",
    "3.14",
    "https://",
    "http:/x",
    "mailto:",
    "tel:none",
    "/ no",
  ])("%j is refused", (address) => {
    expect(completeLink(address)).toBeUndefined();
  });

  it("completes what a person types", () => {
    expect(completeLink("example.org/days")).toBe("https://example.org/days");
    expect(completeLink("bücher.example/a b")).toBe("https://bücher.example/a b");
    expect(completeLink("192.168.0.1")).toBe("https://192.168.0.1");
    expect(completeLink("localhost:3000")).toBe("https://localhost:3000");
    expect(completeLink("mara@example.org")).toBe("mailto:mara@example.org");
  });
});
