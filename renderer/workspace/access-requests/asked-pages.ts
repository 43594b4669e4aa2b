import {
  dropMemory,
  listMemory,
  personMemory,
  readMemory,
  writeMemory,
} from "#renderer/workspace/memory/local-memory.ts";

/** For how long one is told that one asked, in milliseconds: who has not answered by then will not. */
const rememberedMs = 30 * 24 * 60 * 60 * 1_000;

const prefix = personMemory("asked.");

function nameOf(pageId: string, level: "view" | "edit"): string {
  return `${prefix}${level}.${pageId}`;
}

/**
 * Notes in this browser that its person asked for a right on a page. The server could not tell them: whether something
 * was asked of a page would say whether there is one.
 */
export function rememberAsking(pageId: string, level: "view" | "edit"): void {
  for (const rest of listMemory(prefix)) if (!isFresh(readMemory(prefix + rest))) dropMemory(prefix + rest);
  writeMemory(nameOf(pageId, level), new Date().toISOString());
}

/** When this browser's person asked for a right on a page last; undefined: not, or long ago. */
export function whenAsked(pageId: string, level: "view" | "edit"): string | undefined {
  const askedAt = readMemory(nameOf(pageId, level));
  return isFresh(askedAt) ? askedAt : undefined;
}

function isFresh(askedAt: unknown): askedAt is string {
  return typeof askedAt === "string" && Date.now() - Date.parse(askedAt) < rememberedMs;
}
