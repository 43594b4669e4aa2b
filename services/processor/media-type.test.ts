import { randomBytes } from "node:crypto";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { docxMediaType } from "#services/contracts/media-types.ts";
import { makeDocx } from "#services/tests/fixtures/make-docx.ts";
import { makeZip, type ZipPart } from "#services/tests/fixtures/make-zip.ts";
import { findMediaType } from "./media-type.ts";

const xlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-type-"));
});
afterAll(() => rm(directory, { recursive: true }));

async function typeOf(bytes: Uint8Array): Promise<string> {
  const file = path.join(directory, randomBytes(8).toString("hex"));
  await writeFile(file, bytes);
  return findMediaType(file);
}

function contentTypesOf(mediaType: string): ZipPart {
  const content = `<Types><Override PartName="/part.xml" ContentType="${mediaType}.main+xml"/></Types>`;
  return { name: "[Content_Types].xml", content };
}

it("a Word document and a spreadsheet are known, whatever order their parts are in and however large they are", async () => {
  const photo: ZipPart = { name: "word/media/photo.jpg", content: randomBytes(3_000_000) };
  const document: ZipPart = { name: "word/document.xml", content: "<w:document/>" };
  const contentTypes = contentTypesOf(docxMediaType);
  expect(await typeOf(makeDocx(["x"]))).toBe(docxMediaType);
  expect(await typeOf(makeDocx(["x"], [photo]))).toBe(docxMediaType);
  expect(await typeOf(makeZip([document, photo, contentTypes]))).toBe(docxMediaType);
  expect(await typeOf(makeZip([photo, document, contentTypes]))).toBe(docxMediaType);
  const sheet: ZipPart = { name: "xl/workbook.xml", content: randomBytes(2_000_000) };
  expect(await typeOf(makeZip([contentTypesOf(xlsxMediaType), sheet]))).toBe(xlsxMediaType);
  expect(await typeOf(makeZip([sheet, contentTypesOf(xlsxMediaType)]))).toBe(xlsxMediaType);
});

it("an archive of other things is an archive", async () => {
  expect(await typeOf(makeZip([{ name: "notes.txt", content: "x" }]))).toBe("application/zip");
});

it("what lies beyond the beginning of a file is not looked at", async () => {
  const first: ZipPart = { name: "a.bin", content: randomBytes(2_000_000) };
  expect(await typeOf(makeZip([first, contentTypesOf(docxMediaType)]))).toBe("application/zip");
});

it("a large text is text, also when a character is cut at the end of what is looked at", async () => {
  expect(await typeOf(Buffer.from(`x${"é".repeat(1_000_000)}`))).toBe("text/plain");
  const file = path.join(directory, "sparse");
  await using handle = await open(file, "w");
  await handle.write("text at first");
  await handle.truncate(3_000_000);
  expect(await findMediaType(file)).toBe("application/octet-stream");
});
