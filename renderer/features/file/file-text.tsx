import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { useSought } from "#renderer/workspace/scroll/sought.ts";
import type { FileDetails } from "#services/contracts/shapes.ts";

/** Lines drawn before the person asks for all of them. */
const shownLines = 600;

/** Words that are sought may stand anywhere in the text. */
function isOpenedForWords(): boolean {
  return useSought.getState().sought !== null;
}

/** The text found in a file, in a column made for reading. */
export function FileText({ details }: { readonly details: FileDetails }) {
  const { t } = useTranslation("file");
  const [isWhole, setIsWhole] = useState(isOpenedForWords);
  if (details.text === "none" || details.text === "failed") return null;
  const lines = (details.textContent ?? "").trim().split("\n");
  const shown = isWhole ? lines : lines.slice(0, shownLines);
  const isEmpty = details.text === "ready" && (details.textContent ?? "").trim() === "";
  return (
    <section className="file-text" aria-labelledby="file-text-title">
      <h2 id="file-text-title">{t("text.title")}</h2>
      {details.text === "pending" && (
        <p className="file-note" role="status">
          {t("text.pending")}
        </p>
      )}
      {isEmpty && <p className="file-note">{t("text.empty")}</p>}
      {details.text === "ready" && !isEmpty && <div className="file-words">{shown.join("\n")}</div>}
      {shown.length < lines.length && (
        <Button onClick={() => setIsWhole(true)}>{t("text.more", { count: lines.length })}</Button>
      )}
    </section>
  );
}
