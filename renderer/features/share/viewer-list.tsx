import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import { useSession } from "#renderer/workspace/session/session.tsx";
import type { PagePermissions } from "#services/contracts/shapes.ts";

/** Everybody who can see a page, and by what. */
export function ViewerList({ permissions }: { readonly permissions: PagePermissions }) {
  const { t } = useTranslation(["share", "app"]);
  const { user } = useSession();
  const { people, hasMorePeople } = permissions;
  const count = people.length;
  return (
    <details className="group">
      <summary className="-mx-2 flex min-h-9 cursor-default list-none items-center gap-2 rounded-md px-2 font-medium text-ink-2 text-sm hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 shrink-0 transition-transform group-open:rotate-90" />
        <span className="flex-1">{hasMorePeople ? t("seenByMore", { count }) : t("seenByCount", { count })}</span>
        <span className="flex pl-1.5">
          {people.slice(0, 5).map(({ person }) => (
            <span key={person.id} className="-ml-1.5 rounded-full border-2 border-raised">
              <PersonDisc person={person} />
            </span>
          ))}
        </span>
      </summary>
      <ul aria-label={t("seenBy")} className="mt-1 flex flex-col">
        {people.map(({ person, role, level }) => (
          <li key={person.id} className="flex min-h-10 items-center gap-3 py-1">
            <PersonDisc person={person} />
            <span className="min-w-0 flex-1 truncate text-ink">
              {person.id === user.id ? t("you", { name: person.name }) : person.name}
            </span>
            <span className="shrink-0 text-ink-3 text-sm phone:hidden">
              {role === null ? t("byGrant") : t("byRole", { role: t(`app:roles.${role}`) })}
            </span>
            <span className="w-26 shrink-0 text-right text-ink-2 text-sm">
              {level === "none" ? "" : t(`levels.${level}`)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
