import type { QueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { Session } from "#renderer/workspace/session/session.tsx";
import { limits } from "#services/contracts/limits.ts";
import { givenTitles } from "./given-titles.ts";
import { holdsTitle, mergeTitles } from "./merge-titles.ts";
import { findCachedPage } from "./page-queries.ts";
import { usePageStatus } from "./page-status.ts";
import { dropTitle, findPendingTitle, keepTitle, type PendingTitle } from "./pending-titles.ts";

/** A title counts as just given for this long, in milliseconds: then its loss is told, and it stands against another. */
const recentMs = 60_000;
/** Long enough to decide between two titles, in milliseconds. */
const decidingMs = 30_000;

interface MetTitle {
  readonly pageId: string;
  /** The title the page has at the server. */
  readonly title: string;
  /** Who gave it. */
  readonly actorId: string | null;
  /** Sends the page's pending title. */
  readonly resend: (cache: QueryClient, pageId: string) => Promise<void>;
}

/**
 * A page has a title from elsewhere. One that is being typed here takes up its words, or stands against it, or, typed
 * long ago, gives way; each is told, with the other title to choose. True when a title is left to be sent.
 */
export function meetTitle(cache: QueryClient, met: MetTitle): boolean {
  const { pageId, title: theirs, actorId } = met;
  const isOwn = actorId !== null && actorId === cache.getQueryData<Session>(queryKeys.session)?.user.id;
  const pending = findPendingTitle(pageId);
  if (pending === undefined) {
    if (!isOwn) tellOfLoss(cache, met);
    return false;
  }
  if (theirs === pending.basedOn) return true;
  if (theirs === pending.title) {
    dropTitle(pageId);
    return false;
  }
  const mine = withoutTrouble(pending);
  if (isOwn) {
    keepTitle(pageId, { ...mine, basedOn: theirs });
    return true;
  }
  const person = nameOf(pageId, actorId);
  const id = `title.${pageId}`;
  const merged = mergeTitles(mine.basedOn, mine.title, theirs);
  if (merged !== undefined && merged.length <= limits.titleCharacters) {
    keepTitle(pageId, { title: merged.trim(), basedOn: theirs, typedAt: mine.typedAt });
    showToast({ id, message: i18next.t("titles.both", { person }) });
    return true;
  }
  const message = i18next.t("titles.meanwhile", { person, title: theirs || i18next.t("page.untitled") });
  const stands = Date.now() - mine.typedAt < recentMs;
  if (stands) keepTitle(pageId, { ...mine, basedOn: theirs });
  else dropTitle(pageId);
  showToast({
    id,
    message,
    description: stands ? i18next.t("titles.mineStands") : i18next.t("titles.mineWas", { title: mine.title }),
    durationMs: decidingMs,
    action: {
      label: i18next.t(stands ? "titles.useTheirs" : "titles.useMine"),
      onSelect: () => choose(cache, met, stands ? theirs : mine.title),
    },
  });
  return stands;
}

/** A title that was given here a moment ago was replaced by somebody; where its words are in the other one, nothing is to be chosen. */
function tellOfLoss(cache: QueryClient, met: MetTitle): void {
  const { pageId, title: theirs, actorId } = met;
  const mine = givenTitles.get(pageId);
  if (mine === undefined || mine.title === theirs) return;
  givenTitles.delete(pageId);
  if (Date.now() - mine.atMs > recentMs) return;
  const id = `title.${pageId}`;
  const person = nameOf(pageId, actorId);
  const message = i18next.t("titles.replaced", { person, title: theirs || i18next.t("page.untitled") });
  if (holdsTitle(theirs, mine.title)) {
    showToast({ id, message });
    return;
  }
  showToast({
    id,
    message,
    description: i18next.t("titles.mineWas", { title: mine.title || i18next.t("page.untitled") }),
    durationMs: decidingMs,
    action: { label: i18next.t("titles.useMine"), onSelect: () => choose(cache, met, mine.title) },
  });
}

function choose(cache: QueryClient, { pageId, title, resend }: MetTitle, chosen: string): void {
  const basedOn = findPendingTitle(pageId)?.basedOn ?? findCachedPage(cache, pageId)?.title ?? title;
  keepTitle(pageId, { title: chosen, basedOn, typedAt: Date.now() });
  void resend(cache, pageId);
}

function withoutTrouble({
  title,
  basedOn,
  typedAt,
}: PendingTitle): Pick<PendingTitle, "title" | "basedOn" | "typedAt"> {
  return { title, basedOn, typedAt };
}

/** The name of someone who has the page open; their events name only their id. */
function nameOf(pageId: string, personId: string | null): string {
  const faces = usePageStatus.getState().facesByPage[pageId] ?? [];
  return faces.find(({ id }) => id === personId)?.name ?? i18next.t("titles.someone");
}
