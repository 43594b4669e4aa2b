import { useInfiniteQuery } from "@tanstack/react-query";
import { CloudOff, Search, SearchX, WifiOff, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { Notice } from "#renderer/components/notice.tsx";
import { Skeleton } from "#renderer/components/skeleton.tsx";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { useDebounced } from "#renderer/workspace/forms/use-debounced.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { leaveTabs } from "#renderer/workspace/tabs/tabs.ts";
import { useWindowTitle } from "#renderer/workspace/window/use-window-title.ts";
import { limits } from "#services/contracts/limits.ts";
import { FoundList } from "./found-list.tsx";
import { foundQuery } from "./found-query.ts";
import { forgetSearches, noteSearch, useRecentSearches } from "./recent-searches.ts";
import { asksForPages, hasFilters, type SearchAddress } from "./search-address.ts";
import { SearchFilters } from "./search-filters.tsx";
import "./locale-en.ts";

const typingPauseMs = 180;

interface SearchPageProps {
  readonly address: SearchAddress;
  /** Puts another search into the address, as a step that leads back or in place of this one. */
  readonly onChange: (address: SearchAddress, how: "step" | "replace") => void;
}

/** The whole of search: words, filters, every hit. */
export function SearchPage({ address, onChange }: SearchPageProps) {
  const { t } = useTranslation(["app", "searchPage"]);
  const { q = "", ...filters } = address;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useTypedWords(q, (words) =>
    onChange(words === "" ? filters : { ...filters, q: words }, "replace"),
  );
  useEffect(leaveTabs, []);
  useEffect(() => field.current?.focus(), []);
  useWindowTitle(q === "" ? t("searchPage:title") : `${q} – ${t("searchPage:title")}`);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") noteSearch(text);
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    document.querySelector<HTMLElement>("[data-hit]")?.focus();
  }
  return (
    <div className="min-h-0 flex-1 overflow-auto outline-none" data-page-scroll>
      <div className="mx-auto w-full max-w-[calc(var(--measure)+48px)] px-6 pt-7 pb-24 phone:px-4">
        <h1 className="sr-only">{t("searchPage:title")}</h1>
        <search>
          <div className="flex h-11 items-center gap-2.5 rounded-md border border-line-strong bg-ground pr-1.5 pl-3 focus-within:border-accent">
            <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
            <input
              ref={field}
              type="search"
              aria-label={t("searchPage:field")}
              placeholder={t("searchPage:field")}
              autoComplete="off"
              enterKeyHint="search"
              maxLength={limits.queryCharacters}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={onKeyDown}
              className="h-full min-w-0 flex-1 bg-transparent text-lead text-ink outline-none coarse:text-body [&::-webkit-search-cancel-button]:hidden"
            />
            {text === "" ? null : (
              <IconButton
                label={t("searchPage:clear")}
                onClick={() => {
                  setText("");
                  field.current?.focus();
                }}
              >
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </div>
          <SearchFilters address={address} onChange={(changed) => onChange(changed, "step")} />
        </search>
        {!asksForPages(address) ? (
          <BeforeSearch onChoose={setText} />
        ) : (
          <Found address={address} onOpen={() => noteSearch(q)} onLeave={() => field.current?.focus()} />
        )}
      </div>
    </div>
  );
}

/** What is typed, and handed on when it rests; another query in the address, as the way back brings, takes its place. */
function useTypedWords(q: string, onRest: (words: string) => void): readonly [string, (text: string) => void] {
  const [text, setText] = useState(q);
  const sent = useRef(q);
  const rested = useDebounced(text, typingPauseMs);
  const hand = useRef(onRest);
  hand.current = onRest;
  useEffect(() => {
    if (rested === sent.current) return;
    sent.current = rested;
    hand.current(rested);
  }, [rested]);
  useEffect(() => {
    if (q === sent.current) return;
    sent.current = q;
    setText(q);
  }, [q]);
  return [text, setText];
}

function BeforeSearch({ onChoose }: { readonly onChoose: (query: string) => void }) {
  const { t } = useTranslation(["searchPage"]);
  const queries = useRecentSearches((recent) => recent.queries);
  if (queries.length === 0) {
    return (
      <Notice icon={Search} title={t("searchPage:howTitle")}>
        {t("searchPage:how")}
      </Notice>
    );
  }
  return (
    <section aria-labelledby="recent-searches" className="mt-6">
      <div className="mb-1 flex items-center">
        <h2 id="recent-searches" className="flex-1 font-semibold text-ink-3 text-xs">
          {t("searchPage:recent")}
        </h2>
        <Button tone="quiet" onClick={forgetSearches}>
          {t("searchPage:forget")}
        </Button>
      </div>
      <ul>
        {queries.map((query) => (
          <li key={query}>
            <button
              type="button"
              dir="auto"
              onClick={() => onChoose(query)}
              className="w-full truncate rounded-sm px-2 py-1.5 text-left text-ink hover:bg-hover coarse:min-h-11"
            >
              {query}
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-4 px-2 text-ink-3 text-sm">{t("searchPage:how")}</p>
    </section>
  );
}

interface FoundProps {
  readonly address: SearchAddress;
  readonly onOpen: () => void;
  readonly onLeave: () => void;
}

function Found({ address, onOpen, onLeave }: FoundProps) {
  const { t } = useTranslation(["app", "searchPage"]);
  const isOffline = useConnection(({ status }) => status === "offline");
  const found = useInfiniteQuery(foundQuery(address));
  const { data, error, refetch, isPlaceholderData, isFetchingNextPage } = found;
  const hits = data?.pages.flatMap(({ items }) => items) ?? [];
  if (error !== null && (data === undefined || isPlaceholderData)) {
    return (
      <Notice
        icon={isOffline ? WifiOff : CloudOff}
        title={t("searchPage:failed")}
        role="alert"
        action={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}
      >
        {isOffline ? t("searchPage:offline") : sentenceOf(error)}
      </Notice>
    );
  }
  if (data === undefined) {
    return (
      <div role="status" className="mt-6 flex flex-col gap-4">
        <span className="sr-only">{t("searchPage:searching")}</span>
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-4 w-4/5" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    );
  }
  if (hits.length === 0 && !isPlaceholderData) {
    return (
      <Notice
        icon={SearchX}
        title={address.q === undefined ? t("searchPage:noneTagged") : t("searchPage:none", { query: address.q })}
        role="status"
      >
        {t(hasFilters(address) ? "searchPage:noneFiltered" : "searchPage:noneHint")}
      </Notice>
    );
  }
  const count = { count: hits.length };
  return (
    <div className="mt-4">
      <p role="status" className="mb-2 text-ink-3 text-sm">
        {isOffline && error !== null ? `${t("searchPage:stale")} ` : null}
        {found.hasNextPage ? t("searchPage:atLeast", count) : t("searchPage:count", count)}
      </p>
      <FoundList hits={hits} isWaiting={isPlaceholderData} onOpen={onOpen} onLeave={onLeave} />
      {found.hasNextPage ? (
        <Button className="mt-4" aria-disabled={isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t("searchPage:more")}
        </Button>
      ) : null}
    </div>
  );
}
