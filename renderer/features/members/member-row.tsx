import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#renderer/components/icon-button.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { Select } from "#renderer/components/select.tsx";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import type { DriveMember } from "#services/contracts/shapes.ts";
import type { AskedChange } from "./member-dialog.tsx";
import { asRole, givenRoles, type useMemberChange } from "./members-query.ts";

interface MemberRowProps {
  readonly member: DriveMember;
  /** Whether the person is in charge of the drive. */
  readonly canChange: boolean;
  readonly change: ReturnType<typeof useMemberChange>;
  readonly onAsk: (asked: AskedChange) => void;
}

/** One member; their role is a choice for those in charge. What cannot be taken back alone is asked first. */
export function MemberRow({ member, canChange, change, onAsk }: MemberRowProps) {
  const { t } = useTranslation(["app", "members"]);
  const { user } = useSession();
  const { person, role, joinedAt } = member;
  const isOwn = person.id === user.id;
  const since = t("members:joined", { date: formatDate(joinedAt) });
  const isOpen = canChange && role !== "owner";
  return (
    <li className="flex min-h-12 items-center gap-3 border-line border-b px-2 py-1.5">
      <PersonDisc person={person} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-ink">{isOwn ? t("members:you", { name: person.name }) : person.name}</span>
        <span className="block truncate text-ink-3 text-xs">
          {person.email === null ? since : `${person.email} · ${since}`}
        </span>
      </span>
      {isOpen ? (
        <Select
          isQuiet
          className="w-31"
          label={t("members:roleOf", { name: person.name })}
          choices={givenRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={
            change.isPending && change.variables.kind === "role" && change.variables.userId === person.id
              ? change.variables.role
              : role
          }
          onChoose={(value) => {
            const chosen = { userId: person.id, role: asRole(value) };
            if (isOwn) onAsk({ kind: "demote", role: chosen.role });
            else change.mutate({ kind: "role", ...chosen });
          }}
        />
      ) : (
        <span className="shrink-0 text-ink-2 text-sm">{t(`roles.${role}`)}</span>
      )}
      {isOpen && !isOwn ? (
        <IconButton
          size="small"
          label={t("members:removeOne", { name: person.name })}
          onClick={() => onAsk({ kind: "remove", member })}
        >
          <X aria-hidden className="size-4" />
        </IconButton>
      ) : canChange ? (
        <span className="w-5.5 shrink-0 coarse:w-8" />
      ) : null}
    </li>
  );
}
