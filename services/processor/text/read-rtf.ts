import { readBeginning } from "./read-encoded-text.ts";
import { textCharacters } from "./text-limit.ts";

/** How much of an RTF file is read, in bytes; pictures in it are written out as text. */
const readLimitBytes = 100_000_000;

/** Groups whose text is no part of the document (RTF 1.9.1); anything marked `\*` besides is left out as well. */
const unread = new Set(
  "colortbl datastore fldinst fonttbl generator info listtable listoverridetable object pict rsidtbl shprslt sp stylesheet themedata xmlnstbl".split(
    " ",
  ),
);
/** Marked `\*`, yet holding text. */
const readAllTheSame = new Set(["shpinst", "shptxt"]);

const characters: Readonly<Record<string, string>> = {
  ...{ par: "\n", line: "\n", sect: "\n", page: "\n", row: "\n", cell: "\t", nestcell: "\t", nestrow: "\n", tab: "\t" },
  ...{
    emdash: "—",
    endash: "–",
    emspace: " ",
    enspace: " ",
    bullet: "•",
    lquote: "‘",
    rquote: "’",
    ldblquote: "“",
    rdblquote: "”",
  },
  ...{ "~": " ", _: "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}" },
};

/** Code pages by the number of a font's character set. */
const charsets: Readonly<Record<number, string>> = {
  ...{ 128: "shift_jis", 129: "euc-kr", 134: "gbk", 136: "big5", 161: "windows-1253", 162: "windows-1254" },
  ...{ 163: "windows-1258", 177: "windows-1255", 178: "windows-1256", 186: "windows-1257", 204: "windows-1251" },
  ...{ 222: "windows-874", 238: "windows-1250" },
};
const codePages: Readonly<Record<number, string>> = {
  ...{
    437: "ibm866",
    866: "ibm866",
    874: "windows-874",
    932: "shift_jis",
    936: "gbk",
    949: "euc-kr",
    950: "big5",
    65001: "utf-8",
  },
  ...{ 10000: "macintosh" },
};

interface Group {
  readonly isUnread: boolean;
  readonly isFontTable: boolean;
  readonly font: number;
  /** How many characters stand behind a `\u` for readers that do not know it. */
  readonly fallback: number;
}

const token = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|\r?\n|([^\\{}\r\n]+)/giy;

/** The text of an RTF document. */
export async function readRtf(source: string): Promise<string> {
  const bytes = await readBeginning(source, readLimitBytes);
  return textOfRtf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"));
}

/** The text of RTF whose bytes stand as one character each. */
export function textOfRtf(rtf: string): string {
  let group: Group = { isUnread: false, isFontTable: false, font: 0, fallback: 1 };
  const outer: Group[] = [];
  const fonts = new Map<number, string>();
  let page = "windows-1252";
  let text = "";
  let bytes: number[] = [];
  let toSkip = 0;
  let isStarred = false;

  function flush(): void {
    if (bytes.length === 0) return;
    text += new TextDecoder(fonts.get(group.font) ?? page).decode(Uint8Array.from(bytes));
    bytes = [];
  }
  function write(piece: string): void {
    flush();
    if (!group.isUnread) text += piece;
  }
  function takeBytes(piece: string): void {
    if (group.isUnread && toSkip === 0) return;
    for (const character of piece) {
      if (toSkip > 0) toSkip -= 1;
      else if (!group.isUnread) bytes.push(character.charCodeAt(0));
    }
  }
  function control(word: string, parameter: number | undefined): void {
    const value = parameter ?? 1;
    const isHidden = unread.has(word) || (isStarred && !readAllTheSame.has(word));
    isStarred = false;
    if (isHidden) group = { ...group, isUnread: true, isFontTable: word === "fonttbl" };
    else if (word === "u") {
      write(String.fromCharCode(value & 0xffff));
      toSkip = group.fallback;
    } else if (word === "uc") group = { ...group, fallback: Math.max(0, value) };
    else if (word === "f" || word === "deff") group = { ...group, font: parameter ?? 0 };
    else if (word === "fcharset" && group.isFontTable) setCharset(group.font, value);
    else if (word === "ansicpg") page = nameOfPage(value) ?? page;
    else if (word === "mac") page = "macintosh";
    else if (word === "bin") token.lastIndex += Math.max(0, value);
    else if (Object.hasOwn(characters, word)) write(characters[word] ?? "");
  }
  function setCharset(font: number, charset: number): void {
    const name = charsets[charset];
    if (name !== undefined) fonts.set(font, name);
  }

  token.lastIndex = 0;
  for (let found = token.exec(rtf); found && text.length <= textCharacters; found = token.exec(rtf)) {
    const [, word, digits, hex, symbol, brace, plain] = found;
    if (hex !== undefined) takeBytes(String.fromCharCode(Number.parseInt(hex, 16)));
    else if (plain !== undefined) takeBytes(plain);
    else if (word !== undefined || symbol !== undefined || brace !== undefined) {
      flush();
      if (brace === "{") outer.push(group);
      else if (brace === "}") group = outer.pop() ?? group;
      else if (symbol === "*") isStarred = true;
      else if (word !== undefined) control(word, digits === undefined ? undefined : Number(digits));
      else if (toSkip > 0) toSkip -= 1;
      else write(characters[symbol ?? ""] ?? "");
      if (brace !== undefined) [toSkip, isStarred] = [0, false];
    }
  }
  flush();
  return text;
}

function nameOfPage(number: number): string | undefined {
  return codePages[number] ?? (number >= 1250 && number <= 1258 ? `windows-${number}` : undefined);
}
