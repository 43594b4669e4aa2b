import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Select } from "#renderer/components/select.tsx";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { membersQuery } from "#renderer/workspace/drives/members-query.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { timeSpans } from "#renderer/workspace/strings/time-spans.ts";
import { TagChip } from "#renderer/workspace/tags/tag-chip.tsx";
import { tagsQuery } from "#renderer/workspace/tags/tags-query.ts";
import { pageTypeNames } from "#services/contracts/page-types.ts";
import { hasFilters, readSearchAddress, type SearchAddress } from "./search-address.ts";
import "./locale-en.ts";

interface SearchFiltersProps {
  readonly address: SearchAddress;
  readonly onChange: (address: SearchAddress) => void;
}

/** What narrows a search beyond its words. Each filter is one line of `choices`. */
export function SearchFilters({ address, onChange }: SearchFiltersProps) {
  const { t } = useTranslation(["searchPage"]);
  const { user } = useSession();
  const { data: drives } = useQuery(drivesQuery());
  const { data: members } = useQuery({ ...membersQuery(address.drive ?? ""), enabled: address.drive !== undefined });
  const others = members?.filter((member) => member.person.id !== user.id) ?? [];
  const { data: tags } = useQuery({ ...tagsQuery(address.drive ?? ""), enabled: address.drive !== undefined });
  const tagIds = address.tags?.split(",") ?? [];
  const otherTags = address.drive === undefined ? [] : (tags ?? []).filter(({ id }) => !tagIds.includes(id));
  const filters = [
    {
      name: "drive",
      label: t("searchPage:drive"),
      choices: [
        { value: "", label: t("searchPage:everyDrive") },
        ...(drives ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ],
    },
    ...(otherTags.length === 0
      ? []
      : [
          {
            name: "tags",
            label: t("searchPage:tag"),
            choices: [
              { value: "", label: t(tagIds.length === 0 ? "searchPage:everyTag" : "searchPage:anotherTag") },
              ...otherTags.map(({ id, name }) => ({ value: id, label: name })),
            ],
          } as const,
        ]),
    {
      name: "type",
      label: t("searchPage:type"),
      choices: [
        { value: "", label: t("searchPage:everyType") },
        ...pageTypeNames.map((name) => ({ value: name, label: t(`searchPage:${name}`) })),
      ],
    },
    {
      name: "by",
      label: t("searchPage:author"),
      choices: [
        { value: "", label: t("searchPage:everybody") },
        { value: user.id, label: t("searchPage:myself") },
        ...others.map((member) => ({ value: member.person.id, label: member.person.name })),
        // Whom a mention led to, in no drive or in another.
        ...(address.by === undefined || [user.id, ...others.map(({ person }) => person.id)].includes(address.by)
          ? []
          : [{ value: address.by, label: t("searchPage:somebody") }]),
      ],
    },
    {
      name: "changed",
      label: t("searchPage:changed"),
      choices: [
        { value: "", label: t("searchPage:always") },
        ...timeSpans.map((span) => ({ value: span, label: t(`searchPage:${span}`) })),
      ],
    },
    {
      name: "trash",
      label: t("searchPage:place"),
      choices: [
        { value: "", label: t("searchPage:pages") },
        { value: "true", label: t("searchPage:trash") },
      ],
    },
  ] as const;
  function choose(name: keyof SearchAddress, value: string) {
    const meant = name === "trash" ? value === "true" : name === "tags" ? [...tagIds, value].join(",") : value;
    const chosen = { ...address, [name]: meant };
    // Whose members and tags may be chosen depends on the drive.
    const ofDrive = name === "drive" ? { by: address.by === user.id ? user.id : "", tags: "" } : {};
    const search = Object.entries({ ...chosen, ...ofDrive }).filter(([, each]) => each !== "" && each !== undefined);
    onChange(readSearchAddress(Object.fromEntries(search)));
  }
  return (
    <fieldset className="mt-3 flex flex-wrap items-center gap-2">
      <legend className="sr-only">{t("searchPage:filters")}</legend>
      {filters.map(({ name, label, choices }) => (
        <Select
          key={name}
          label={label}
          choices={choices}
          value={name === "tags" ? "" : name === "trash" ? String(address.trash ?? "") : (address[name] ?? "")}
          onChoose={(value) => choose(name, value)}
          className="max-w-48"
        />
      ))}
      {tagIds.length === 0 ? null : (
        <ul aria-label={t("searchPage:tags")} className="tags">
          {tagIds.map((id) => (
            <li key={id}>
              <TagChip
                tag={tags?.find((tag) => tag.id === id) ?? { id, name: "…", color: "gray" }}
                onRemove={() => onChange(withoutTag(address, id))}
              />
            </li>
          ))}
        </ul>
      )}
      {hasFilters(address) ? (
        <Button tone="quiet" onClick={() => onChange(address.q === undefined ? {} : { q: address.q })}>
          {t("searchPage:reset")}
        </Button>
      ) : null}
    </fieldset>
  );
}

function withoutTag({ tags = "", ...others }: SearchAddress, id: string): SearchAddress {
  const rest = tags.split(",").filter((each) => each !== id);
  return rest.length === 0 ? others : { ...others, tags: rest.join(",") };
}
