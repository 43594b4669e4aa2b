import { readEncodedText } from "./read-encoded-text.ts";

/** Properties that tell a program, and no person, something. */
const technical = /^(?:BEGIN|END|VERSION|PRODID|UID|SEQUENCE|DTSTAMP|REV|TZID|TZOFFSET.*|CALSCALE|METHOD|X-.*)$/;

/** What is written in a calendar (iCalendar, RFC 5545) or address card (vCard, RFC 6350): a line for each property. */
export async function readContentLines(source: string): Promise<string> {
  const text = await readEncodedText(source);
  const lines = text
    .replace(/=\r?\n(?=[^\r\n])/g, "=\n")
    .replace(/\r?\n[ \t]/g, "")
    .split(/(?<!=)\r?\n/);
  return lines
    .map(readLine)
    .filter((line) => line !== "")
    .join("\n");
}

function readLine(line: string): string {
  const [, name = "", parameters = "", raw = ""] =
    /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):([\s\S]*)$/.exec(line) ?? [];
  if (name === "") return line.trim();
  if (technical.test(name.toUpperCase()) || /ENCODING=(?:B|BASE64)\b/i.test(parameters) || /^data:/i.test(raw))
    return "";
  const value = /QUOTED-PRINTABLE/i.test(parameters) ? decodeQuotedPrintable(raw) : raw;
  const plain = value
    .replace(/\\([nN])/g, "\n")
    .replace(/\\([\\;,])/g, "$1")
    .replace(/^;+|;+$/g, "")
    .trim();
  const person = /;CN=(?:"([^"]*)"|([^;:"]*))/i.exec(parameters);
  return plain === "" ? "" : [`${name.toUpperCase()}:`, person?.[1] ?? person?.[2], plain].filter(Boolean).join(" ");
}

function decodeQuotedPrintable(value: string): string {
  const bytes = value
    .replace(/=\r?\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
