import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type MouseEvent, useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "#renderer/components/kbd.tsx";
import { keepForToasts } from "#renderer/components/keep-for-toasts.ts";
import { keepWhileComposing } from "#renderer/components/keep-while-composing.ts";
import { useDebounced } from "#renderer/workspace/forms/use-debounced.ts";
import { seek } from "#renderer/workspace/scroll/sought.ts";
import { showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { closeDialog, setPaletteText, useDialog } from "#renderer/workspace/window/dialogs.ts";
import { firstFound } from "./found-parts.ts";
import { AllResultsLine, CommandLine, HitLine, RecentLine, type SearchHit } from "./palette-lines.tsx";
import { searchQuery } from "./search-query.ts";
import { useHeldEnter } from "./use-held-enter.ts";
import { usePaletteCommands } from "./use-palette-commands.ts";
import { useRecentPages } from "./use-recent-pages.ts";
import "./locale-en.ts";

/** Long enough that a word is not asked for letter by letter. */
const typingPauseMs = 120;

/** Search and commands in one line: recent pages first, then what is found. */
export function Palette() {
  const { t } = useTranslation(["app", "search"]);
  const text = useDialog(({ paletteText }) => paletteText);
  const isForCommands = text.startsWith(">");
  const words = (isForCommands ? text.slice(1) : text).trim();
  const asked = useDebounced(isForCommands ? "" : words, typingPauseMs);
  const { data: hits, error, isFetching } = useQuery({ ...searchQuery(asked), enabled: asked !== "" });
  const found = asked === "" || isForCommands ? nothing : (hits ?? nothing);
  const shownHits = useDeferredValue(found);
  const { pages: recent, isLoading } = useRecentPages(words === "" && !isForCommands);
  const commands = usePaletteCommands(words, isForCommands);
  const openPage = useOpenPage();
  const navigate = useNavigate();
  const isEmpty = recent.length === 0 && commands.length === 0 && shownHits.length === 0;
  const isWaiting = isLoading || shownHits !== found || (!isForCommands && (asked !== words || isFetching));
  const enter = useHeldEnter({ text, isWaiting, openFirst });

  function go(page: { id: string; driveId: string }, isBehind: boolean) {
    if (!isBehind) closeDialog();
    openPage(page, { isBehind });
  }
  function goToHit(hit: SearchHit, isBehind: boolean) {
    const found = firstFound(hit.snippet);
    seek(found === undefined ? null : { pageId: hit.pageId, ...found });
    go({ id: hit.pageId, driveId: hit.driveId }, isBehind);
  }
  function goToAll() {
    closeDialog();
    void navigate({ to: "/search", search: { q: words } });
  }
  function openFirst(isBehind: boolean) {
    const [page] = recent;
    const [hit] = found;
    if (page !== undefined) go(page, isBehind);
    else if (hit !== undefined) goToHit(hit, isBehind);
    else if (!isBehind) commands[0]?.run();
  }
  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : closeDialog())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onEscapeKeyDown={keepWhileComposing}
          onInteractOutside={keepForToasts}
          className="rise fixed top-[10vh] left-1/2 z-50 w-[calc(100vw-24px)] max-w-150 -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-lift outline-none"
        >
          <Dialog.Title className="sr-only">{t("palette.label")}</Dialog.Title>
          <Command shouldFilter={false} loop label={t("palette.label")} onKeyDown={onKeyDown}>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
              <Command.Input
                autoFocus
                value={text}
                onValueChange={setPaletteText}
                onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
                placeholder={t("search:placeholder")}
                className="h-12 min-w-0 flex-1 bg-transparent text-lead text-ink outline-none coarse:text-body"
              />
            </div>
            <Command.List
              className={clsx("max-h-[min(60vh,440px)] overflow-y-auto p-1.5", groupLook)}
              onPointerMove={enter.noteChoice}
              onClickCapture={openInTab}
            >
              {recent.length === 0 ? null : (
                <Command.Group heading={t("search:recent")}>
                  {recent.map((page) => (
                    <RecentLine key={page.id} page={page} onSelect={() => go(page, false)} />
                  ))}
                </Command.Group>
              )}
              {shownHits.length === 0 ? null : (
                <Command.Group heading={t("search:pages")}>
                  {shownHits.map((hit) => (
                    <HitLine key={hit.pageId} hit={hit} onSelect={() => goToHit(hit, false)} />
                  ))}
                  <AllResultsLine query={words} onSelect={goToAll} />
                </Command.Group>
              )}
              {commands.length === 0 ? null : (
                <Command.Group heading={t("search:commands")}>
                  {commands.map((command) => (
                    <CommandLine key={command.id} command={command} />
                  ))}
                </Command.Group>
              )}
              {isEmpty ? (
                <p role="status" className="px-3 py-8 text-center text-ink-2">
                  {error !== null && !isWaiting ? t("search:failed", { reason: sentenceOf(error) }) : null}
                  {error === null && isWaiting ? <span className="appear-late">{t("palette.searching")}</span> : null}
                  {error === null && !isWaiting ? t("search:none", { query: words }) : null}
                </p>
              ) : null}
            </Command.List>
          </Command>
          <PaletteHints />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing) return;
    if (stepKeys.has(event.key)) enter.noteChoice();
    if (event.key !== "Enter" || enter.hold(event, asksForTab(event))) return;
    if (event.currentTarget.querySelector("[cmdk-item][aria-selected=true]") === null) {
      // What was typed before the list was there leaves it without a chosen line.
      event.preventDefault();
      openFirst(asksForTab(event));
      return;
    }
    if (!asksForTab(event)) return;
    const line = event.currentTarget.querySelector<HTMLElement>("[cmdk-item][aria-selected=true][data-page]");
    if (openBehind(line)) event.preventDefault();
  }
  function openInTab(event: MouseEvent<HTMLElement>) {
    if (!asksForTab(event) || !(event.target instanceof Element)) return;
    if (!openBehind(event.target.closest<HTMLElement>("[cmdk-item][data-page]"))) return;
    event.preventDefault();
    // The line itself would open the page here.
    event.stopPropagation();
  }
  function openBehind(line: HTMLElement | null): boolean {
    const { page, drive } = line?.dataset ?? {};
    if (page === undefined || drive === undefined) return false;
    const hit = shownHits.find(({ pageId }) => pageId === page);
    if (hit === undefined) go({ id: page, driveId: drive }, true);
    else goToHit(hit, true);
    return true;
  }
}

const nothing: readonly SearchHit[] = [];
const stepKeys: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "Home", "End"]);

const groupLook =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs";

function PaletteHints() {
  const { t } = useTranslation(["app", "search"]);
  return (
    <div className="flex gap-4 border-line border-t bg-side px-4 py-2 text-ink-3 text-xs coarse:hidden">
      <span>
        <Kbd>↵</Kbd> {t("search:hintOpen")}
      </span>
      <span>
        <Kbd>{showShortcut("Mod+↵")}</Kbd> {t("search:hintTab")}
      </span>
      <span>
        <Kbd>Esc</Kbd> {t("search:hintClose")}
      </span>
    </div>
  );
}
