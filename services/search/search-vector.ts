import { segment } from "./segment.ts";

/** PostgreSQL's limits on a tsvector: bytes of one word, the highest position, positions per word, bytes of the whole. */
export const wordBytes = 2_046;
const highestPosition = 16_383;
const positionsPerWord = 255;
const vectorBytes = 1_000_000;

/** How much of a body is made findable, in UTF-16 code units. */
const bodyCharacters = 5_000_000;

/** What one word costs in a tsvector beyond its own bytes, counted generously. */
const bytesPerWord = 12;
const bytesPerPosition = 2;

/** The words of a title (weight A) and a body (weight D) as the text form of a PostgreSQL tsvector. */
export function searchVector(title: string, body: string): string {
  const entries = new Map<string, string[]>();
  let size = 0;
  let position = 0;

  function add(text: string, weight: "A" | "D"): void {
    for (const word of segment(text)) {
      if (size + bytesPerPosition > vectorBytes) return;
      position += 1;
      const places = entries.get(word);
      if (places && places.length >= positionsPerWord) continue;
      const bytes = Buffer.byteLength(word);
      const cost = bytesPerPosition + (places ? 0 : bytes + bytesPerWord);
      if (bytes > wordBytes || size + cost > vectorBytes) continue;
      size += cost;
      const place = `${Math.min(position, highestPosition)}${weight}`;
      if (places) places.push(place);
      else entries.set(word, [place]);
    }
  }
  add(title, "A");
  add(body.slice(0, bodyCharacters), "D");
  return [...entries].map(([word, places]) => `${quoteLexeme(word)}:${places.join(",")}`).join(" ");
}

/** A word as it stands in the text form of tsvector and tsquery. */
export function quoteLexeme(word: string): string {
  return `'${word.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
