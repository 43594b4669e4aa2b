import type { QueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { loadOnceReachable } from "#renderer/components/load-once-reachable.ts";
import { isAway } from "#renderer/workspace/cache/query-client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { ApiError } from "#services/client/api-error.ts";
import { noteGivenTitle } from "./given-titles.ts";
import { patchPage } from "./page-cache.ts";
import {
  dropTitle,
  findPendingTitle,
  keepTitle,
  markTrouble,
  type PendingTitle,
  readKeptTitles,
  usePendingTitles,
} from "./pending-titles.ts";

/** A title is sent when it has stood for this long, in milliseconds. */
const saveDelayMs = 600;
/** How long the server may take to answer, in milliseconds. */
const answerMs = 15_000;
/** How long to wait before a title is sent again that the server could not take, in milliseconds. */
const againMs = 3_000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Titles that are being sent, by page: one at a time, so that they arrive in order. */
const sending = new Map<string, { readonly title: string; readonly done: Promise<void> }>();

/** Keeps a title that is being typed, and sends it shortly after the last key. */
export function typeTitle(
  cache: QueryClient,
  page: { readonly id: string; readonly title: string },
  text: string,
): void {
  const basedOn = findPendingTitle(page.id)?.basedOn ?? page.title;
  const title = text.trim();
  if (title === basedOn && !sending.has(page.id)) {
    stopTimer(page.id);
    dropTitle(page.id);
    return;
  }
  keepTitle(page.id, { title, basedOn, typedAt: Date.now() });
  sendLater(cache, page.id, saveDelayMs);
}

/** Sends a page's title that is on its way, now; resolves when the server has answered. */
export async function sendTitle(cache: QueryClient, pageId: string): Promise<void> {
  stopTimer(pageId);
  const earlier = sending.get(pageId);
  if (earlier !== undefined) {
    await earlier.done;
    if (sending.has(pageId) || timers.has(pageId)) return;
  }
  const pending = findPendingTitle(pageId);
  if (pending === undefined) return;
  const done = send(cache, pageId, pending).finally(() => sending.delete(pageId));
  sending.set(pageId, { title: pending.title, done });
  await done;
}

/** Sends every title that is on its way; resolves when the server has answered to each. */
export async function sendTitles(cache: QueryClient): Promise<void> {
  await Promise.all(Object.keys(usePendingTitles.getState().byPage).map((pageId) => sendTitle(cache, pageId)));
}

/** Lets go of every title in memory; what this device keeps of them stays. */
export function leaveTitles(): void {
  for (const pageId of [...timers.keys()]) stopTimer(pageId);
  usePendingTitles.setState({ byPage: {} });
}

/** Sends what is kept at the start, whenever the server is back, and when the page goes away; gives the function that ends it. */
export function followTitles(cache: QueryClient): () => void {
  readKeptTitles();
  void sendTitles(cache);
  const stop = useConnection.subscribe(({ status }, before) => {
    if (status === "online" && before.status !== "online") void sendTitles(cache);
  });
  const leave = () => sendOnTheWayOut(cache);
  window.addEventListener("pagehide", leave);
  window.addEventListener("beforeunload", askToStay);
  return () => {
    stop();
    window.removeEventListener("pagehide", leave);
    window.removeEventListener("beforeunload", askToStay);
    leaveTitles();
  };
}

async function send(cache: QueryClient, pageId: string, { title, basedOn }: PendingTitle): Promise<void> {
  if (title === basedOn) {
    dropTitle(pageId);
    return;
  }
  patchPage(cache, pageId, { title });
  try {
    const signal = AbortSignal.timeout(answerMs);
    await api.call("pages.rename", { pageId, title, basedOn }, { signal, outlivesPage: true });
    noteGivenTitle(pageId, title);
    settle(cache, pageId, title);
  } catch (error) {
    await fail(cache, { pageId, title, error });
  }
}

/** Sends what this document has no time to wait for; what does not arrive is kept and sent by the next one. */
function sendOnTheWayOut(cache: QueryClient): void {
  for (const [pageId, { title }] of Object.entries(usePendingTitles.getState().byPage)) {
    const earlier = sending.get(pageId);
    if (earlier === undefined) void sendTitle(cache, pageId);
    else if (earlier.title !== title) {
      const renamed = api.call("pages.rename", { pageId, title, basedOn: earlier.title }, { outlivesPage: true });
      renamed.catch(() => undefined);
    }
  }
}

/** The server has a title; what was typed since is based on it. */
function settle(cache: QueryClient, pageId: string, title: string): void {
  const pending = findPendingTitle(pageId);
  if (pending === undefined) return;
  if (pending.title === title) {
    dropTitle(pageId);
    return;
  }
  keepTitle(pageId, { title: pending.title, basedOn: title, typedAt: pending.typedAt });
  if (!timers.has(pageId)) sendLater(cache, pageId, 0);
}

interface Failed {
  readonly pageId: string;
  readonly title: string;
  readonly error: unknown;
}

async function fail(cache: QueryClient, failed: Failed): Promise<void> {
  const { pageId, error } = failed;
  const isEnded = error instanceof ApiError && error.code === "unauthenticated";
  // Whoever watches for the end of the session is told by the next answer.
  if (isEnded) void cache.invalidateQueries({ queryKey: queryKeys.drives });
  if (isEnded || isAway(error) || !(error instanceof ApiError)) {
    markTrouble(pageId, { trouble: "away" });
    if (!isEnded && useConnection.getState().status === "online") sendLater(cache, pageId, againMs);
    return;
  }
  const { refuseTitle } = await loadOnceReachable(() => import("./refuse-title.ts"));
  refuseTitle(cache, { ...failed, error }, { resend: sendTitle, sendSoon: () => sendLater(cache, pageId, 0) });
}

function sendLater(cache: QueryClient, pageId: string, delayMs: number): void {
  stopTimer(pageId);
  timers.set(
    pageId,
    setTimeout(() => void sendTitle(cache, pageId), delayMs),
  );
}

function stopTimer(pageId: string): void {
  clearTimeout(timers.get(pageId));
  timers.delete(pageId);
}

/** A title that this device cannot keep would be gone with the tab. */
function askToStay(event: BeforeUnloadEvent): void {
  if (Object.values(usePendingTitles.getState().byPage).some(({ isKept }) => !isKept)) event.preventDefault();
}
