import { create } from "zustand";
import {
  dropMemory,
  listMemory,
  personMemory,
  readMemory,
  writeMemory,
} from "#renderer/workspace/memory/local-memory.ts";

/** A title that the server does not have yet. */
export interface PendingTitle {
  /** Without blanks around it. */
  readonly title: string;
  /** The title of the page that was changed into this one. */
  readonly basedOn: string;
  /** When it was typed, in milliseconds since 1970. */
  readonly typedAt: number;
  /** Whether it outlives this tab. */
  readonly isKept: boolean;
  /** Why it is not there yet, when that is more than a moment's delay. */
  readonly trouble?: "away" | "refused";
  /** What the server said to it. */
  readonly sentence?: string;
}

/** Titles on their way, by page; each is kept on this device until the server has it. */
export const usePendingTitles = create<{ readonly byPage: Readonly<Record<string, PendingTitle>> }>(() => ({
  byPage: {},
}));

const memoryPrefix = personMemory("title.");

/** The title of a page that is on its way. */
export function findPendingTitle(pageId: string): PendingTitle | undefined {
  return usePendingTitles.getState().byPage[pageId];
}

/** Keeps a title until the server has it, in place of an earlier one of the page. */
export function keepTitle(pageId: string, pending: Omit<PendingTitle, "isKept">): void {
  const { title, basedOn, typedAt } = pending;
  const isKept = writeMemory(memoryPrefix + pageId, { title, basedOn, typedAt });
  show(pageId, { ...pending, isKept });
}

/** Notes why a title is not at the server yet. */
export function markTrouble(pageId: string, trouble: Pick<PendingTitle, "trouble" | "sentence">): void {
  const pending = findPendingTitle(pageId);
  if (pending !== undefined) show(pageId, { ...pending, ...trouble });
}

/** Forgets a title: the server has it, or it is not wanted any more. */
export function dropTitle(pageId: string): void {
  const pending = findPendingTitle(pageId);
  // Another tab may have kept a later one.
  if (pending !== undefined && readKept(pageId)?.title === pending.title) dropMemory(memoryPrefix + pageId);
  usePendingTitles.setState(({ byPage }) => ({
    byPage: Object.fromEntries(Object.entries(byPage).filter(([id]) => id !== pageId)),
  }));
}

/** Takes up the titles that this device kept of the signed-in person, for instance over a reload. */
export function readKeptTitles(): void {
  for (const pageId of listMemory(memoryPrefix)) {
    const kept = readKept(pageId);
    if (kept !== undefined && findPendingTitle(pageId) === undefined) show(pageId, { ...kept, isKept: true });
  }
}

function show(pageId: string, pending: PendingTitle): void {
  usePendingTitles.setState(({ byPage }) => ({ byPage: { ...byPage, [pageId]: pending } }));
}

function readKept(pageId: string): Pick<PendingTitle, "title" | "basedOn" | "typedAt"> | undefined {
  const kept = readMemory(memoryPrefix + pageId);
  if (typeof kept !== "object" || kept === null) return undefined;
  const { title, basedOn, typedAt }: { title?: unknown; basedOn?: unknown; typedAt?: unknown } = kept;
  if (typeof title !== "string" || typeof basedOn !== "string" || typeof typedAt !== "number") return undefined;
  return { title, basedOn, typedAt };
}
