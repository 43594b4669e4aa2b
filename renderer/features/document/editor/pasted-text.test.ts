import { describe, expect, it } from "vitest";
import { recogniseText } from "./pasted-text.ts";

describe("pasting plain text", () => {
  it("cells from a spreadsheet become a table", () => {
    expect(recogniseText('Day\tLead\r\nMon\t"Mara ""M"" Kay"\r\n')).toEqual({
      kind: "table",
      rows: [
        ["Day", "Lead"],
        ["Mon", 'Mara "M" Kay'],
      ],
    });
  });

  it("short rows are filled up", () => {
    expect(recogniseText("a\tb\tc\nd\te")).toEqual({
      kind: "table",
      rows: [
        ["a", "b", "c"],
        ["d", "e", ""],
      ],
    });
  });

  it("code indented by tabs stays text", () => {
    expect(recogniseText("\tone()\n\ttwo()").kind).toBe("plain");
  });

  it.each([
    "# Days\n\nText",
    "- one\n- two",
    "1. one\n2. two",
    "> said",
    "```\ncode\n```",
    "a **bold** word",
    "see [it](https://x.org)",
    "use `npm`",
  ])("%j is Markdown", (text) => {
    expect(recogniseText(text).kind).toBe("markdown");
  });

  it.each(["Just a sentence.", "2 * 3 * 4", "snake_case_name", "an e-mail: mara@example.org", "#hashtag"])(
    "%j stays as it is",
    (text) => {
      expect(recogniseText(text).kind).toBe("plain");
    },
  );
});
