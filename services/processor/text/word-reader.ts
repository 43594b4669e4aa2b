import { Parser } from "htmlparser2";

/** What stands for an element without text of its own (WordprocessingML, ECMA-376 part 1, 17). */
const marks: Readonly<Record<string, string>> = {
  ...{ tab: "\t", ptab: "\t", br: "\n", cr: "\n", noBreakHyphen: "-", softHyphen: "\u00ad" },
};

/** Elements whose text is shown; text elsewhere is field codes, deleted words and numbers for layout. */
const shown = new Set(["t"]);

/** Elements that repeat their neighbour for older programs. */
const repeated = new Set(["Fallback"]);

/** What ends where an element ends. */
const ends: Readonly<Record<string, string>> = { p: "\n\n", tc: "\t", tr: "\n", tbl: "\n\n" };

export interface WordReader {
  /** The next piece of the XML. */
  write(xml: string): void;
  /** The text read so far. */
  readonly text: string;
}

/** Reads the text of one part of a Word document: a paragraph a line, cells parted by tabs. */
export function createWordReader(): WordReader {
  let text = "";
  let shownDepth = 0;
  let repeatedDepth = 0;
  let cellDepth = 0;
  /** What parts the text read so far from the next, where there is more. */
  let gap = "";
  function add(piece: string): void {
    text += gap + piece;
    gap = "";
  }
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        const name = localName(qualified);
        if (shown.has(name)) shownDepth += 1;
        if (repeated.has(name)) repeatedDepth += 1;
        if (name === "tc") cellDepth += 1;
        if (repeatedDepth > 0) return;
        if (Object.hasOwn(marks, name) && !isTabStop(attributes)) add(marks[name] ?? "");
        else if (name === "sym") add(symbolOf(attributes));
      },
      ontext(data) {
        if (shownDepth > 0 && repeatedDepth === 0) add(data);
      },
      onclosetag(qualified) {
        const name = localName(qualified);
        if (shown.has(name)) shownDepth -= 1;
        if (repeated.has(name)) repeatedDepth -= 1;
        if (name === "tc") cellDepth -= 1;
        if (repeatedDepth === 0 && Object.hasOwn(ends, name))
          gap = name === "p" && cellDepth > 0 ? "\n" : (ends[name] ?? "");
      },
    },
    { xmlMode: true },
  );
  return {
    write: (xml) => parser.write(xml),
    get text() {
      return text;
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** A tab in the properties of a paragraph tells where tabs stop, and is none itself. */
function isTabStop(attributes: Readonly<Record<string, string>>): boolean {
  return Object.keys(attributes).some((name) => localName(name) === "pos");
}

/** A character by its number in a font; those of symbol fonts lie in the private area and mean nothing here. */
function symbolOf(attributes: Readonly<Record<string, string>>): string {
  const [, code = ""] = Object.entries(attributes).find(([name]) => localName(name) === "char") ?? [];
  const number = Number.parseInt(code, 16);
  return number > 0x20 && number < 0xd800 ? String.fromCharCode(number) : "";
}
