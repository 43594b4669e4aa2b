import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Button } from "#renderer/components/button.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { Select } from "#renderer/components/select.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { formatAgo } from "#renderer/workspace/strings/format.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import type { OperationInput } from "#services/contracts/catalogue.ts";
import type { AccessRequest } from "#services/contracts/operations/access-requests.ts";
import "./locale-en.ts";

type GivenLevel = NonNullable<OperationInput<"accessRequests.answer">["level"]>;

const levels = ["view", "comment", "edit", "manage"] as const satisfies readonly GivenLevel[];

interface Answer {
  readonly request: AccessRequest;
  /** Null declines. */
  readonly level: GivenLevel | null;
}

/** What people ask for, each with the ways to answer; the page is named where the list is of several. */
export function RequestList({
  requests,
  isOfOnePage = false,
}: {
  readonly requests: readonly AccessRequest[];
  readonly isOfOnePage?: boolean;
}) {
  const { t } = useTranslation("accessRequests");
  const cache = useQueryClient();
  const answer = useMutation({
    scope: { id: "access-requests" },
    mutationFn: ({ request: { page, person }, level }: Answer) =>
      api.call("accessRequests.answer", { pageId: page.id, userId: person.id, level }),
    onSuccess: (_answered, { request: { page, person }, level }) =>
      showToast({
        message: t(level === null ? "declined" : "allowed", { name: person.name, title: shownTitle(page.title) }),
      }),
    onSettled: () => {
      readAgain(cache, queryKeys.accessRequests);
      readAgain(cache, queryKeys.allPermissions);
    },
  });
  return (
    <>
      {answer.error === null ? null : (
        <p role="alert" className="mb-2 text-bad text-sm">
          {sentenceOf(answer.error)}
        </p>
      )}
      <ul aria-label={t("title")} className="flex flex-col gap-1">
        {requests.map((request) => (
          <RequestRow
            key={`${request.page.id} ${request.person.id}`}
            request={request}
            isOfOnePage={isOfOnePage}
            onAnswer={(level) => answer.mutate({ request, level })}
          />
        ))}
      </ul>
    </>
  );
}

interface RequestRowProps {
  readonly request: AccessRequest;
  readonly isOfOnePage: boolean;
  readonly onAnswer: (level: GivenLevel | null) => void;
}

function RequestRow({ request, isOfOnePage, onAnswer }: RequestRowProps) {
  const { t } = useTranslation("accessRequests");
  const openPage = useOpenPage();
  const { page, person, message, createdAt } = request;
  const [level, setLevel] = useState<GivenLevel>(request.level);
  const named = { name: person.name, title: shownTitle(page.title) };
  return (
    <li className="flex gap-3 rounded-md border border-line px-3 py-2.5">
      <PersonDisc person={person} />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className="font-medium">{person.name}</span>{" "}
          <span className="text-ink-2">{t(`asks.${request.level}`)}</span>{" "}
          {isOfOnePage ? null : (
            <button
              type="button"
              className="rounded-xs text-accent underline-offset-2 hover:underline"
              onClick={() => {
                closeDialog();
                openPage(page);
              }}
            >
              {named.title}
            </button>
          )}
        </p>
        <p className="truncate text-ink-3 text-xs">
          {[person.email, formatAgo(createdAt)].filter(Boolean).join(" · ")}
        </p>
        {message === "" ? null : (
          <p className="mt-1.5 whitespace-pre-wrap break-words border-line-strong border-l-2 pl-2.5 text-ink-2 text-sm">
            {message}
          </p>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Select
            label={t("levelFor", { name: person.name })}
            choices={levels.map((value) => ({ value, label: t(`levels.${value}`) }))}
            value={level}
            onChoose={(value) => setLevel(levels.find((one) => one === value) ?? "view")}
          />
          <Button tone="primary" aria-label={t("allowOne", named)} onClick={() => onAnswer(level)}>
            {t("allow")}
          </Button>
          <Button tone="quiet" aria-label={t("declineOne", named)} onClick={() => onAnswer(null)}>
            {t("decline")}
          </Button>
        </div>
      </div>
    </li>
  );
}
