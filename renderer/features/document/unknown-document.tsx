import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type * as Y from "yjs";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { StaticContent } from "./static-content.tsx";

/** A document that holds what this version does not know: shown as it changes, never bound to an editor. */
export function UnknownDocument({ doc }: { readonly doc: Y.Doc }) {
  const { t } = useTranslation("document");
  const [content, setContent] = useState(() => jsonFromYjs(doc));
  useEffect(() => {
    let frame: number | undefined;
    const show = () => {
      frame ??= requestAnimationFrame(() => {
        frame = undefined;
        setContent(jsonFromYjs(doc));
      });
    };
    doc.on("update", show);
    return () => {
      doc.off("update", show);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [doc]);
  const words = useMemo(() => ({ unknownBlock: t("body.unknown"), taskDone: t("task.done") }), [t]);
  return <StaticContent content={content} words={words} />;
}
