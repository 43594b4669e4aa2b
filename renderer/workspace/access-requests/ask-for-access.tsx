import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { limits } from "#services/contracts/limits.ts";
import { rememberAsking, whenAsked } from "./asked-pages.ts";
import "./locale-en.ts";

interface AskForAccessProps {
  readonly pageId: string;
  readonly level: "view" | "edit";
}

function focus(field: HTMLElement | null): void {
  field?.focus();
}

/** Asks those who manage a page for a right on it, with some words to them. */
export function AskForAccess({ pageId, level }: AskForAccessProps) {
  const { t } = useTranslation("accessRequests");
  const [isOpen, setIsOpen] = useState(false);
  const [message, setMessage] = useState("");
  const fieldId = useId();
  const hintId = useId();
  const [askedAt] = useState(() => whenAsked(pageId, level));
  const ask = useMutation({
    mutationFn: () => api.call("accessRequests.create", { pageId, level, message }),
    onSuccess: () => rememberAsking(pageId, level),
  });
  if (ask.isSuccess) {
    return (
      <p role="status" className="text-ink-2">
        {t(level === "view" ? "sent" : "sentEdit")}
      </p>
    );
  }
  if (!isOpen && askedAt !== undefined) {
    return (
      <>
        <p className="text-ink-2">{t(level === "view" ? "askedOn" : "askedToEditOn", { date: formatDate(askedAt) })}</p>
        <Button onClick={() => setIsOpen(true)}>{t("askAgain")}</Button>
      </>
    );
  }
  if (!isOpen) return <Button onClick={() => setIsOpen(true)}>{t(`ask.${level}`)}</Button>;
  return (
    <form
      className="flex w-full max-w-100 flex-col gap-2 text-left"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ask.isPending) ask.mutate();
      }}
    >
      <label htmlFor={fieldId} className="font-medium text-sm">
        {t("message")}
      </label>
      <textarea
        id={fieldId}
        ref={focus}
        rows={3}
        value={message}
        maxLength={limits.accessRequestCharacters}
        aria-describedby={hintId}
        onChange={(event) => setMessage(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
        className="w-full resize-y rounded-sm border border-line-strong bg-raised px-2.5 py-2 text-ink"
      />
      <p id={hintId} className="text-ink-3 text-xs leading-relaxed">
        {t("askHint")}
      </p>
      {ask.error === null ? null : (
        <p role="alert" className="text-bad text-sm">
          {sentenceOf(ask.error)}
        </p>
      )}
      <div className="flex gap-2">
        <Button type="submit" tone="primary">
          {t("send")}
        </Button>
        <Button tone="quiet" onClick={() => setIsOpen(false)}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
