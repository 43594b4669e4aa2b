import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { formatAgo } from "#renderer/workspace/strings/format.ts";
import { asksForTab, useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import type { Activity } from "#services/contracts/operations/activity.ts";
import { splitSentence } from "./split-sentence.ts";
import "./locale-en.ts";

interface ActivityLineProps {
  readonly entry: Activity;
  /** The page the list is about, whose title leads nowhere else. */
  readonly shownPageId: string | undefined;
}

/** What one did, in a sentence whose page is a link. */
export function ActivityLine({ entry, shownPageId }: ActivityLineProps) {
  const { t } = useTranslation(["activity"]);
  const { actor, token, createdAt, page } = entry;
  const isLinked = page !== null && page.id !== shownPageId;
  return (
    <li className="flex gap-2.5 border-line border-b py-2.5">
      {actor === null ? <span className="size-7 shrink-0" /> : <PersonDisc person={actor} />}
      <div className="min-w-0 flex-1">
        <p dir="auto" className="break-words text-ink text-sm">
          {splitSentence((marks) => sentenceOf(t, entry, marks)).map((part) => {
            if (part.kind === "words") return <span key={part.key}>{part.text}</span>;
            if (part.kind === "who") {
              return (
                <strong key={part.key} className="font-semibold">
                  {nameOf(t, entry)}
                </strong>
              );
            }
            const title = shownTitle(entry.title ?? "");
            return isLinked ? <PageLink key={part.key} entry={entry} page={page} title={title} /> : title;
          })}
          {token === null ? null : <span className="text-ink-2"> {tokenWords(t, token.name)}</span>}
        </p>
        <time dateTime={createdAt} title={new Date(createdAt).toLocaleString()} className="text-ink-3 text-xs">
          {formatAgo(createdAt)}
        </time>
      </div>
    </li>
  );
}

interface PageLinkProps {
  readonly entry: Activity;
  readonly page: NonNullable<Activity["page"]>;
  readonly title: string;
}

function PageLink({ entry, page, title }: PageLinkProps) {
  const openPage = useOpenPage();
  return (
    <a
      href={`/d/${entry.driveId}/p/${page.id}`}
      className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current"
      onClick={(event) => {
        event.preventDefault();
        openPage({ id: page.id, driveId: entry.driveId }, { isBehind: asksForTab(event) });
      }}
    >
      {title}
    </a>
  );
}

type Words = TFunction<["activity"]>;

function nameOf(t: Words, { actor }: Activity): string {
  return actor === null ? t("activity:nobody") : actor.name;
}

function tokenWords(t: Words, name: string | null): string {
  return name === null ? t("activity:byToken") : t("activity:byNamedToken", { token: name });
}

function sentenceOf(t: Words, entry: Activity, marks: { readonly who: string; readonly title: string }): string {
  const { kind, actor, person, role, fromTitle } = entry;
  const own = actor !== null && actor.id === person?.id;
  const said =
    kind === "member.added" && own
      ? "member.joined"
      : kind === "member.removed" && own
        ? "member.left"
        : kind === "page.renamed" && fromTitle === null
          ? "page.renamedOnly"
          : kind;
  return t(`activity:did.${said}`, {
    ...marks,
    from: shownTitle(fromTitle ?? ""),
    person: person?.name ?? t("activity:formerPerson"),
    role: role === null ? "" : t(`activity:role.${role}`),
  });
}
