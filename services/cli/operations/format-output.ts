import * as z from "zod";

const mostColumnCharacters = 60;
const gap = "  ";
const nothing = "–";

const Rows = z.object({ items: z.array(z.record(z.string(), z.unknown())) }).loose();

/** Text that does nothing but show: control characters, which titles may hold, could drive a terminal. */
function plain(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "");
}

function shortOf(value: unknown): string {
  const said =
    value === null || value === undefined ? nothing : typeof value === "string" ? value : JSON.stringify(value);
  const line = plain(said).replace(/\s+/g, " ");
  const letters = [...line];
  return letters.length > mostColumnCharacters ? `${letters.slice(0, mostColumnCharacters - 1).join("")}…` : line;
}

function isSimple(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function tableOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) =>
    rows.every((row) => isSimple(row[name])),
  );
  const lines = [columns, ...rows.map((row) => columns.map((name) => shortOf(row[name])))];
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => [...(line[at] ?? "")].length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - [...cell].length))
        .join(gap)
        .trimEnd(),
    )
    .join("\n");
}

/** An answer for a person: rows for a list, a line a field for anything else, long texts and lists in it at the end. */
export function formatTable(output: unknown): string {
  const list = Rows.safeParse(output);
  if (list.success) {
    const { items, ...rest } = list.data;
    const next = Object.entries(rest).filter(([, value]) => value !== null);
    return [
      items.length === 0 ? "Nothing." : tableOf(items),
      ...next.map(([name, value]) => `${name}: ${lineOf(value)}`),
    ].join("\n");
  }
  if (isSimple(output)) return plain(String(output));
  const fields = Object.entries(z.record(z.string(), z.unknown()).parse(output));
  if (fields.length === 0) return "Done.";
  const texts = fields.filter(([, value]) => typeof value === "string" && value.includes("\n"));
  const tables = fields.flatMap(([name, value]) => {
    const rows = z.array(z.record(z.string(), z.unknown())).min(1).safeParse(value);
    return rows.success ? [{ name, rows: rows.data }] : [];
  });
  const others = fields.filter((field) => !texts.includes(field) && !tables.some(({ name }) => name === field[0]));
  const width = Math.max(0, ...others.map(([name]) => name.length));
  return [
    ...others.map(([name, value]) => `${name.padEnd(width)}${gap}${lineOf(value)}`),
    ...texts.map(([name, value]) => `${name}:\n${plain(String(value))}`),
    ...tables.map(({ name, rows }) => `${name}:\n${tableOf(rows)}`),
  ].join("\n");
}

function lineOf(value: unknown): string {
  return plain(typeof value === "string" ? value : value === null ? nothing : JSON.stringify(value));
}
