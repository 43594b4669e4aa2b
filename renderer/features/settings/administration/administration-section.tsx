import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { HealthPart } from "./health-part.tsx";
import { LogPart } from "./log-part.tsx";
import { StoragePart } from "./storage-part.tsx";
import { VersionPart } from "./version-part.tsx";
import "./locale-en.ts";

const parts = [
  { name: "storage", Part: StoragePart },
  { name: "health", Part: HealthPart },
  { name: "versions", Part: VersionPart },
  { name: "logs", Part: LogPart },
] as const;

/** What the owner of the installation can see of it, each part behind a button; nothing for anybody else. */
export function AdministrationSection() {
  const { t } = useTranslation("administration");
  const { isOwner } = useSession();
  const [open, setOpen] = useState<(typeof parts)[number]["name"] | null>(null);
  if (!isOwner) return null;
  const shown = parts.find(({ name }) => name === open);
  return (
    <section data-administration>
      <h3 className="mb-2 font-semibold text-ink-3 text-xs">{t("title")}</h3>
      <div className="flex flex-wrap gap-2">
        {parts.map(({ name }) => (
          <Button key={name} aria-expanded={name === open} onClick={() => setOpen(name === open ? null : name)}>
            {t(name)}
          </Button>
        ))}
      </div>
      {shown === undefined ? null : (
        <section aria-label={t(shown.name)} className="mt-3">
          <shown.Part />
        </section>
      )}
    </section>
  );
}
