import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docxMediaType, hasText } from "#services/contracts/media-types.ts";
import { findMediaType } from "#services/processor/media-type.ts";
import { makeDocx } from "#services/tests/fixtures/make-docx.ts";
import { extractText } from "./extract-text.ts";

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-text-"));
});
afterAll(() => rm(directory, { recursive: true }));

/** What is found of a file by its content alone, as after an upload. */
async function read(bytes: Uint8Array | string): Promise<{ readonly mediaType: string; readonly text: string }> {
  const sourcePath = path.join(directory, randomBytes(8).toString("hex"));
  await writeFile(sourcePath, bytes);
  const mediaType = await findMediaType(sourcePath);
  expect(hasText(mediaType), mediaType).toBe(true);
  const target = `${sourcePath}.txt`;
  await extractText({ kind: "extract", sourcePath, mediaType, previewPath: null, textPath: target }, target);
  return { mediaType, text: await readFile(target, "utf8") };
}

async function textOf(bytes: Uint8Array | string): Promise<string> {
  return (await read(bytes)).text;
}

function fixture(name: string): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, "../../tests/fixtures/files", name));
}

describe("a PDF", () => {
  it("gives text in the usual East Asian encodings, whose maps lie beside the program", async () => {
    expect(await textOf(await fixture("japanese-predefined-cmap.pdf"))).toBe("データベース設計書\nPlain latin control");
  });

  it("gives what was filled in and noted on it", async () => {
    const text = await textOf(await fixture("filled-form-and-note.pdf"));
    expect(text).toBe("Last name:\n\nnoteneedle written on the page\n\nfieldneedle Garcia");
  });

  it("may begin with something else before its header", async () => {
    expect(await textOf(await fixture("newline-before-header.pdf"))).toBe("leadingneedle");
    const behindBytes = Buffer.concat([Buffer.from([0, 1, 2, 0xff]), await fixture("newline-before-header.pdf")]);
    expect((await read(behindBytes)).mediaType).toBe("application/pdf");
    expect((await read("A text about %PDF-1.7 and its header.")).mediaType).toBe("text/plain");
  });
});

describe("a Word document", () => {
  it("gives its notes, comments, headers and footers too", async () => {
    expect((await textOf(await fixture("notes-comments-header.docx"))).split("\n\n")).toEqual([
      "Body text",
      "footnoteneedle",
      "endnoteneedle",
      "commentneedle",
      "headerneedle",
      "footerneedle",
    ]);
  });

  it("keeps words apart at line breaks, tabs and cells, and together across runs", async () => {
    const text = await textOf(await fixture("soft-line-break.docx"));
    expect(text.split(/\s+/)).toEqual([
      "alphaone",
      "betatwo",
      "gammathree",
      "deltafour",
      "pagebreakbefore",
      "pagebreakafter",
      "crone",
      "crtwo",
    ]);
    const cell = (words: string) => `<w:tc><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:tc>`;
    const row = `</w:t></w:r></w:p><w:tbl><w:tr>${cell("one")}${cell("two")}</w:tr><w:tr>${cell("three")}</w:tr></w:tbl><w:p><w:r><w:t>`;
    expect(await textOf(makeDocx([`before${row}af</w:t></w:r><w:r><w:t>ter`]))).toBe(
      "before\n\none\ttwo\nthree\n\nafter",
    );
  });

  it("gives the results of fields, and neither their codes nor what was deleted", async () => {
    const field = `see <w:fldSimple w:instr=" REF x "><w:r><w:t>page seven</w:t></w:r></w:fldSimple>`;
    const deleted = `<w:del><w:r><w:delText>gone</w:delText><w:instrText>PAGE</w:instrText></w:r></w:del>`;
    const { mediaType, text } = await read(
      makeDocx([`</w:t></w:r><w:r><w:t>${field.replace(" <", " </w:t></w:r><")}${deleted}<w:r><w:t>.`]),
    );
    expect(mediaType).toBe(docxMediaType);
    expect(text).toBe("see page seven.");
  });
});

describe("a text", () => {
  it.each([
    [
      "windows-1252",
      "Name;Straße;Preis\nMüller;Königsallee 5;12,50 €",
      "TmFtZTtTdHJh32U7UHJlaXMNCk38bGxlcjtL9m5pZ3NhbGxlZSA1OzEyLDUwIIANCg==",
    ],
    [
      "ISO-8859-2",
      "Příliš žluťoučký kůň úpěl ďábelské ódy, děkuji za vaši zprávu.",
      "UPjtbGm5IL5sdbtvdehr/SBr+fIg+nDsbCDv4WJlbHNr6SDzZHksIGTsa3VqaSB6YSB2YblpIHpwcuF2dS4=",
    ],
    ["ISO-8859-5", "Привет, это обычный русский текст.", "v+DY0tXiLCDt4t4g3tHr593r2SDg4+Hh2tjZIOLV2uHiLg=="],
    [
      "ISO-8859-7",
      "Καλημέρα, αυτό είναι ένα ελληνικό κείμενο.",
      "yuHr5+zd8eEsIOH19Pwg5d/t4ekg3e3hIOXr6+ft6er8IOrl3+zl7e8u",
    ],
    ["windows-1251", "Привет, это обычный русский текст.", "z/Do4uXyLCD98u4g7uH79+376SDw8/Hx6ujpIPLl6vHyLg=="],
    ["KOI8-R", "Привет, это обычный русский текст.", "8NLJ18XULCDc1M8gz8LZ3s7ZyiDS1dPTy8nKINTFy9PULg=="],
    ["Shift_JIS", "データベースの設計書です。", "g2aBW4Neg3iBW4NYgsyQ3Yx2j5GCxYK3gUI="],
    ["EUC-JP", "データベースの設計書です。", "pcehvKW/pdmhvKW5pM7A37fXvfGkx6S5oaM="],
    ["ISO-2022-JP", "データベースの設計書です。", "GyRCJUchPCU/JVkhPCU5JE5AXzdXPXEkRyQ5ISMbKEI="],
    ["GBK", "我们讨论了数据库的性能优化问题。", "ztLDx8zWwtvBy8r9vt2/4rXE0NTE3NPFu6/OyszioaM="],
    ["Big5", "我們討論了資料庫的效能最佳化問題。", "p9qtzLBRvdekRrjqrsaud6q6rsSv4LPMqM6kxrDdw0ShQw=="],
    ["EUC-KR", "데이터베이스 성능을 논의했습니다.", "taXAzMXNuqPAzL26ILy6tMnAuyCz7cDHx9+9wLTPtNku"],
  ])("is read in %s", async (_encoding, text, base64) => {
    expect(await read(Buffer.from(base64, "base64"))).toEqual({ mediaType: "text/plain", text });
  });

  it("is read in UTF-16, with a mark and without", async () => {
    const little = Buffer.from("Grüße\nαβγ 日本", "utf16le");
    const big = Buffer.from(little).swap16();
    const marked = Buffer.from("\ufeffGrüße\nαβγ 日本", "utf16le");
    for (const bytes of [little, big, marked, Buffer.from(marked).swap16()]) {
      expect(await read(bytes)).toEqual({ mediaType: "text/plain", text: "Grüße\nαβγ 日本" });
    }
  });

  it("loses the colours and strokes of terminals and the end mark of DOS", async () => {
    const [esc, back, bell, end] = [0x1b, 0x08, 0x07, 0x1a].map((code) => String.fromCharCode(code));
    expect(await textOf(`${esc}[31mERROR${esc}[0m failed${bell}\n`)).toBe("ERROR failed");
    expect(await textOf(`N${back}NA${back}AM${back}ME`)).toBe("NAME");
    expect(await textOf(`one\r\ntwo\r\n${end}`)).toBe("one\ntwo");
  });

  it("is not what random bytes are taken for", async () => {
    const file = path.join(directory, "random");
    for (let index = 0; index < 50; index += 1) {
      await writeFile(file, randomBytes(200));
      expect(["text/plain", "application/xml"]).not.toContain(await findMediaType(file));
    }
  });

  it("of blanks without end takes no longer than another", async () => {
    expect(await textOf(`a${" ".repeat(3_000_000)}b`)).toHaveLength(3_000_002);
  });
});

describe("HTML", () => {
  const entities =
    '<!doctype html><title>T</title><p>caf&eacute; &uuml;ber &hellip; &euro; &ndash; &rsquo; &#8364; &#x20AC; na&iuml;ve AT&amp;T &notanentity; &AMP; <b>bo</b>ld<br>next<td>cell1</td><td>cell2</td><option>o1</option><option>o2</option><img alt="altneedle"><a href="https://e.test">link</a>';

  it("gives its entities as characters and keeps cells and choices apart", async () => {
    expect((await textOf(entities)).split(/\s+/)).toEqual(
      "T café über … € – ’ € € naïve AT&T ¬anentity; & bold next cell1 cell2 o1 o2 altneedle link".split(" "),
    );
  });

  it("puts terms and their descriptions on lines of their own, and keeps the lines of code", async () => {
    const html = "<!doctype html><dl><dt>Heron</dt><dd>a bird\nthat waits</dd></dl><pre>a\n  b</pre>";
    expect(await textOf(html)).toBe("Heron\n\na bird that waits\n\na\nb");
  });

  it("is read in the encoding it declares", async () => {
    const html = Buffer.from('<!doctype html><meta charset="windows-1251"><p>\xcf\xf0\xe8', "latin1");
    expect(await textOf(html)).toBe("При");
  });
});

describe("other texts", () => {
  it("calendars and address cards give their properties unfolded and plain", async () => {
    const calendar =
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Review\\, part two\r\nDESCRIPTION:A line that is fol\r\n ded\\nand goes on\r\nATTENDEE;CN="Ada: L":mailto:ada@e.test\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
    expect(await read(calendar)).toEqual({
      mediaType: "text/calendar",
      text: "SUMMARY: Review, part two\nDESCRIPTION: A line that is folded\nand goes on\nATTENDEE: Ada: L mailto:ada@e.test",
    });
    const card =
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg=\r\n;;\r\nPHOTO;ENCODING=BASE64:AAAA\r\n AAAA\r\nitem1.TEL:+49 1\r\nEND:VCARD\r\n";
    expect(await read(card)).toEqual({ mediaType: "text/vcard", text: "N: Müller;Jörg\nTEL: +49 1" });
  });

  it("captions give what is said", async () => {
    const captions =
      "WEBVTT\n\nSTYLE\n::cue {}\n\n1\n00:01.000 --> 00:04.000 align:start\n<v Roger>Hello &amp; <i>there</i>\nsecond line\n\n00:05.000 --> 00:06.000\nBye\n";
    expect(await read(captions)).toEqual({ mediaType: "text/vtt", text: "Hello & there\nsecond line\nBye" });
  });

  it("XML gives the text between its tags, in the encoding it declares", async () => {
    const xml = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><a><b>M\xfcller</b><c>x<![CDATA[<y>]]></c></a>',
      "latin1",
    );
    expect(await read(xml)).toEqual({ mediaType: "application/xml", text: "Müller\nx<y>" });
    expect(await read('<svg xmlns="http://www.w3.org/2000/svg"><text>drawn</text></svg>')).toEqual({
      mediaType: "image/svg+xml",
      text: "drawn",
    });
  });

  it("RTF gives its words in any code page, without tables of fonts, codes of fields and pictures", async () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset128 Gothic;}}{\\*\\generator X;}{\\info{\\title T}}\\f0 M\\'fcller \\u8364? \\b bold\\b0\\par{\\f1 \\'cf\\'f0}{\\f2 \\'83A}\\cell two\\row {\\field{\\*\\fldinst HYPERLINK}{\\fldrslt link}}{\\pict ffff}\\emdash end}";
    expect(await read(rtf)).toEqual({
      mediaType: "application/rtf",
      text: "Müller € bold\nПрア\ttwo\nlink—end",
    });
  });

  it("an e-mail gives its people, its subject, what it says and what is attached", async () => {
    const mail =
      "From: =?utf-8?q?J=C3=B6rg?= <j@e.test>\r\nTo: Ada <ada@e.test>\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Sch=F6n</p><p>two</p>\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";
    expect(await read(mail)).toEqual({
      mediaType: "message/rfc822",
      text: "Subject: Grüße\nFrom: Jörg <j@e.test>\nTo: Ada <ada@e.test>\n\nSchön\n\ntwo\n\nplan.pdf",
    });
    expect((await read("To: do\nFrom: here\n\nnot at all mail: a list")).text).toContain("a list");
    expect((await read("Note: this is\nno mail")).mediaType).toBe("text/plain");
  });
});
