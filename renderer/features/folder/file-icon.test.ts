import { File, FileArchive, FileBraces, FileCode, FileSpreadsheet, FileType, Image, Presentation } from "lucide-react";
import { expect, test } from "vitest";
import { fileIcon } from "./file-icon.ts";

const office = "application/vnd.openxmlformats-officedocument";

test.each([
  ["image/svg+xml", Image],
  ["application/pdf", FileType],
  [`${office}.wordprocessingml.document`, FileType],
  [`${office}.spreadsheetml.sheet`, FileSpreadsheet],
  [`${office}.presentationml.presentation`, Presentation],
  ["application/vnd.oasis.opendocument.spreadsheet", FileSpreadsheet],
  ["application/vnd.oasis.opendocument.text", FileType],
  ["application/zip", FileArchive],
  ["application/json", FileBraces],
  ["application/xml", FileCode],
  ["application/octet-stream", File],
])("a file of the type %s has the icon of its kind", (mediaType, icon) => {
  expect(fileIcon(mediaType, "name.csv")).toBe(icon);
});

test("plain text has the icon that its name tells", () => {
  expect(fileIcon("text/plain", "Table.CSV")).toBe(FileSpreadsheet);
  expect(fileIcon("text/plain; charset=utf-8", "a.py")).toBe(FileCode);
  expect(fileIcon("text/plain", "notes.txt")).toBe(FileType);
});
