import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { PersonDisc } from "#renderer/components/person-disc.tsx";
import type { MovePreview } from "#services/contracts/shapes.ts";

interface MoveConsequencesProps {
  readonly names: { readonly count: number; readonly title: string; readonly name: string };
  readonly preview: MovePreview;
  readonly onMove: () => void;
  readonly onBack: () => void;
}

/** Says before a move who gains and who loses sight of pages. */
export function MoveConsequences({ names, preview, onMove, onBack }: MoveConsequencesProps) {
  const { t } = useTranslation(["move", "app"]);
  const { gains, loses, endingGrants, endingTags, keptLinks, isPublicThere, mayReturn } = preview;
  return (
    <div className="flex flex-col gap-3 text-ink">
      <p>{t("into", names)}</p>
      {gains.count === 0 ? null : <Group title={t("gains", { count: gains.count })} group={gains} />}
      {loses.count === 0 ? null : <Group title={t("loses", { count: loses.count })} group={loses} />}
      <ul className="flex flex-col gap-1 text-ink-2 text-sm">
        {gains.count + loses.count === 0 ? <li>{t("nobody")}</li> : null}
        {endingTags.length === 0 ? null : (
          <li>{t("endingTags", { tags: endingTags.map((tag) => `“${tag}”`).join(", ") })}</li>
        )}
        {endingGrants === 0 ? null : <li>{t("endingGrants", { count: endingGrants })}</li>}
        {keptLinks === 0 ? null : <li>{t("keptLinks", { count: keptLinks })}</li>}
        {isPublicThere ? <li className="text-bad">{t("public")}</li> : null}
        {mayReturn ? null : <li className="text-bad">{t("noReturn")}</li>}
      </ul>
      <div className="flex justify-end gap-2">
        <Button onClick={onBack}>{t("back")}</Button>
        <Button tone="primary" autoFocus onClick={onMove}>
          {t("move")}
        </Button>
      </div>
    </div>
  );
}

function Group({ title, group }: { readonly title: string; readonly group: MovePreview["gains"] }) {
  const { t } = useTranslation("move");
  const rest = group.count - group.people.length;
  return (
    <section aria-label={title} className="rounded-md border border-line px-3 py-2">
      <h3 className="font-medium text-sm">{title}</h3>
      <ul className="mt-1 flex max-h-40 flex-col overflow-y-auto">
        {group.people.map((person) => (
          <li key={person.id} className="flex min-h-9 items-center gap-2.5">
            <PersonDisc person={person} />
            <span className="min-w-0 truncate">{person.name}</span>
          </li>
        ))}
        {rest <= 0 ? null : <li className="text-ink-2 text-sm">{t("andMore", { count: rest })}</li>}
      </ul>
    </section>
  );
}
