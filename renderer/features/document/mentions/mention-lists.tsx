import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FilePlus, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import type { OwnPage } from "#renderer/features/document/own-page-link.ts";
import type { CaretMenuProps } from "#renderer/features/document/slash/menu-at-caret.ts";
import { type MenuLine, MenuList } from "#renderer/features/document/slash/menu-list.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { usePageActions } from "#renderer/workspace/pages/page-actions.ts";
import { childrenQuery } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import type { PickedMention } from "./picked-mention.ts";
import { titleFits } from "./title-fits.ts";

interface ListProps extends CaretMenuProps<PickedMention> {
  /** The document's page. */
  readonly page: OwnPage;
}

type Line = MenuLine & { readonly picked: () => PickedMention };

const linesAtMost = 8;
/** More than are shown, since words of a text are found too. */
const hitsAtMost = 30;

/** Pages whose titles fit what is typed, as far as the person may see them, and at the end the way to make one. */
export function PageMentionList({ page, query, pick, ...props }: ListProps) {
  const { t } = useTranslation("document");
  const actions = usePageActions();
  const title = query.trim();
  const {
    data: found,
    error,
    isFetching,
  } = useQuery({
    queryKey: queryKeys.titles(title),
    queryFn: async ({ signal }) =>
      (await api.call("search.query", { query: title, limit: hitsAtMost }, { signal })).items,
    enabled: title !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const { data: beside } = useQuery({ ...childrenQuery(page.driveId, null), enabled: title === "" });
  const pages =
    title === ""
      ? (beside ?? []).map(({ id, ...rest }) => ({ pageId: id, place: undefined, ...rest }))
      : (found ?? [])
          .filter((hit) => titleFits(hit.title, title))
          // Who writes in a drive means its pages first.
          .toSorted((one, other) => Number(other.driveId === page.driveId) - Number(one.driveId === page.driveId))
          .map((hit) => ({ ...hit, place: hit.breadcrumb.at(-1) }));
  const lines: Line[] = pages
    .filter(({ pageId }) => pageId !== page.id)
    .slice(0, linesAtMost)
    .map(({ pageId, type, icon, title: its, place }) => ({
      id: pageId,
      icon: <PageIcon type={type} icon={icon} />,
      label: shownTitle(its),
      hint: place === undefined ? undefined : shownTitle(place),
      picked: () => ({ kind: "page", id: pageId }),
    }));
  const create: Line = {
    id: "create",
    icon: <FilePlus aria-hidden="true" />,
    label: t("mention.create", { title }),
    picked: async () => {
      const place = { driveId: page.driveId, parentId: page.id };
      const made = await actions.create({ ...place, type: "document", title });
      return made === undefined ? undefined : { kind: "page", id: made.id };
    },
  };
  const whyNone = isFetching ? t("mention.waiting") : t("mention.none");
  const note = lines.length > 0 ? undefined : error === null ? whyNone : t("mention.failed");
  return (
    <MenuList
      {...props}
      query={query}
      label={t("mention.pages")}
      lines={title === "" ? lines : [...lines, create]}
      note={note}
      pick={({ picked }) => pick(picked())}
    />
  );
}

/** The people of the drive whose names fit what is typed. */
export function PersonMentionList({ page, query, pick, ...props }: ListProps) {
  const { t } = useTranslation("document");
  const { data: members, error } = useQuery({
    queryKey: queryKeys.members(page.driveId),
    queryFn: async ({ signal }) => (await api.call("members.list", { driveId: page.driveId }, { signal })).items,
  });
  const lines: Line[] = (members ?? [])
    .filter(({ person }) => titleFits(person.name, query))
    .slice(0, linesAtMost)
    .map(({ person }) => ({
      id: person.id,
      icon: <UserRound aria-hidden="true" />,
      label: person.name,
      picked: () => ({ kind: "person", id: person.id }),
    }));
  const note = error !== null ? t("mention.failed") : members === undefined ? t("mention.waiting") : undefined;
  return (
    <MenuList
      {...props}
      query={query}
      label={t("mention.people")}
      lines={lines}
      note={note ?? (lines.length === 0 ? t("mention.nobody") : undefined)}
      pick={({ picked }) => pick(picked())}
    />
  );
}
