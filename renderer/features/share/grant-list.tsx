import { Users, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { Select } from "#renderer/components/select.tsx";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import type { PagePermissions } from "#services/contracts/shapes.ts";
import { asLevel, useLevelChoices } from "./level-choices.ts";
import type { Grant, useRightsChange } from "./permissions-query.ts";

interface GrantListProps {
  readonly permissions: PagePermissions;
  readonly driveName: string;
  readonly change: ReturnType<typeof useRightsChange>;
}

/** The grants that count on a page; those given on it can be changed and taken back by who manages it. */
export function GrantList({ permissions, driveName, change }: GrantListProps) {
  const { t } = useTranslation("share");
  const { grants, level } = permissions;
  if (grants.length === 0) return <p className="text-ink-2 text-sm">{t("noGrants")}</p>;
  return (
    <section aria-label={t("grants")}>
      <h3 className="mb-1 font-semibold text-ink-3 text-xs">{t("grants")}</h3>
      <ul className="-mx-2 flex flex-col">
        {grants.map((grant) => (
          <GrantRow
            key={grant.id}
            grant={grant}
            driveName={driveName}
            change={change}
            isOpen={level === "manage" && grant.from === null}
          />
        ))}
      </ul>
    </section>
  );
}

interface GrantRowProps {
  readonly grant: Grant;
  readonly driveName: string;
  readonly change: ReturnType<typeof useRightsChange>;
  /** Whether the person may change it here. */
  readonly isOpen: boolean;
}

/** The level on its way to the server for a grant. */
function askedLevel({ isPending, variables }: GrantRowProps["change"], { person, role }: Grant) {
  if (!isPending || variables.kind !== "grant") return null;
  const { to } = variables;
  const isSame = "userId" in to ? to.userId === person?.id : "role" in to && to.role === role;
  return isSame ? variables.level : null;
}

function GrantRow({ grant, driveName, change, isOpen }: GrantRowProps) {
  const { t } = useTranslation("share");
  const { user } = useSession();
  const choices = useLevelChoices();
  const { person, role, level, expiresAt, from } = grant;
  const to = person === null ? (role === null ? undefined : { role }) : { userId: person.id };
  const plain = person?.name ?? (role === null ? "" : t(`everyRole.${role}`, { drive: driveName }));
  const name = person?.id === user.id ? t("you", { name: plain }) : plain;
  const notes = [
    person?.email,
    expiresAt === null ? null : t("until", { date: formatDate(expiresAt) }),
    from === null ? null : from.title === null ? t("fromHidden") : t("from", { title: shownTitle(from.title) }),
  ].filter((note) => note !== null && note !== undefined);
  return (
    <li className="flex min-h-11 items-center gap-3 rounded-md px-2 py-1 hover:bg-hover">
      {person === null ? (
        <span className="grid size-7 shrink-0 place-items-center rounded-full bg-active text-ink-2">
          <Users aria-hidden className="size-4" />
        </span>
      ) : (
        <PersonDisc person={person} />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-ink">{name}</span>
        {notes.length === 0 ? null : <span className="block truncate text-ink-3 text-xs">{notes.join(" · ")}</span>}
      </span>
      {isOpen && to !== undefined ? (
        <>
          <Select
            isQuiet
            className="w-33"
            label={t("levelOf", { name: plain })}
            choices={choices}
            value={askedLevel(change, grant) ?? level}
            onChoose={(value) => change.mutate({ kind: "grant", to, level: asLevel(value), expiresAt })}
          />
          <IconButton
            size="small"
            label={`${t("remove")} — ${plain}`}
            onClick={() => change.mutate({ kind: "revoke", permissionId: grant.id })}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        </>
      ) : (
        <span className="shrink-0 text-ink-2 text-sm">{t(`levels.${level}`)}</span>
      )}
    </li>
  );
}
