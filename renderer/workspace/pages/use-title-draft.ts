import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { usePageActions } from "./page-actions.ts";

const saveDelayMs = 600;

interface TitleDraft {
  /** What the field shows: what is typed, else the page's title. */
  readonly shown: string;
  readonly type: (text: string) => void;
  /** Saves what is typed now, for instance when the field is left. */
  readonly finish: () => void;
}

/**
 * The title of a page while someone types it: it is saved shortly after the last key. A colleague's rename shows at once
 * unless something is typed that is not saved yet; a title that was not saved stays in the field and is sent again when
 * the connection is back.
 */
export function useTitleDraft(page: { readonly id: string; readonly title: string }): TitleDraft {
  const { rename } = usePageActions();
  /** Undefined while the page's title is shown. */
  const [draft, setDraft] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The title the page has as far as this field knows; another one comes from somebody else. */
  const known = useRef(page.title);

  async function save(text: string) {
    clearTimeout(timer.current);
    timer.current = undefined;
    const title = text.trim();
    const before = known.current;
    if (title === before) return;
    known.current = title;
    if (!(await rename(page.id, title)) && known.current === title) known.current = before;
  }

  useEffect(() => {
    if (page.title === known.current) return;
    known.current = page.title;
    if (timer.current === undefined) setDraft(undefined);
  }, [page.title]);

  const saveLast = useEffectEvent(() => {
    if (timer.current !== undefined && draft !== undefined) void save(draft);
  });
  useEffect(() => () => saveLast(), []);

  const isOnline = useConnection(({ status }) => status === "online");
  const saveAgain = useEffectEvent(() => {
    if (draft !== undefined) void save(draft);
  });
  useEffect(() => {
    if (isOnline) saveAgain();
  }, [isOnline]);

  return {
    shown: draft ?? page.title,
    type(text) {
      const line = text.replace(/[\r\n]+/g, " ");
      setDraft(line);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(line), saveDelayMs);
    },
    finish() {
      if (draft === undefined) return;
      if (timer.current !== undefined) void save(draft);
      else if (draft.trim() === known.current) setDraft(undefined);
    },
  };
}
