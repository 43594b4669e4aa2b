import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { usePendingTitles } from "./pending-titles.ts";
import { sendTitle, typeTitle } from "./send-titles.ts";

interface TitleDraft {
  /** What the field shows: what is typed, else the page's title. */
  readonly shown: string;
  readonly type: (text: string) => void;
  /** Sends what is typed now, for instance when the field is left. */
  readonly finish: () => void;
}

/** The title of a page while someone types it: on its way from the first key, sent shortly after the last one. */
export function useTitleDraft(page: { readonly id: string; readonly title: string }): TitleDraft {
  const cache = useQueryClient();
  const title = usePendingTitles(({ byPage }) => byPage[page.id]?.title) ?? page.title;
  /** What stands in the field, with the blanks around it that are no part of a title. */
  const [draft, setDraft] = useState<string>();

  const leave = useEffectEvent(() => void sendTitle(cache, page.id));
  useEffect(() => () => leave(), []);

  return {
    shown: draft !== undefined && draft.trim() === title ? draft : title,
    type(text) {
      const line = text.replace(/[\r\n]+/g, " ");
      setDraft(line);
      typeTitle(cache, page, line);
    },
    finish() {
      setDraft(undefined);
      void sendTitle(cache, page.id);
    },
  };
}
