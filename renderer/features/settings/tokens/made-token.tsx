import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { CopyBlock } from "#renderer/components/copy-block.tsx";
import { CopyField } from "#renderer/components/copy-field.tsx";
import { clientConfiguration } from "./client-configuration.ts";

interface MadeTokenProps {
  readonly name: string;
  readonly token: string;
  readonly onDone: () => void;
}

/** A token that was just made, with what to do with it; nothing shows it again. */
export function MadeToken({ name, token, onDone }: MadeTokenProps) {
  const { t } = useTranslation(["tokens", "app"]);
  const copyLabels = { copyLabel: t("app:common.copy"), copiedLabel: t("app:common.copied") };
  return (
    <div className="flex flex-col gap-4 rounded-md border border-line-strong p-4">
      <div>
        <p ref={takeFocus} tabIndex={-1} className="font-medium outline-none">
          {t("made", { name })}
        </p>
        <p className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-ink text-sm">{t("once")}</p>
      </div>
      <CopyField value={token} label={t("secret")} {...copyLabels} />
      <CopyBlock value={clientConfiguration(window.location.origin, token)} label={t("config")} {...copyLabels} />
      <div className="flex justify-end">
        <Button onClick={onDone}>{t("done")}</Button>
      </div>
    </div>
  );
}

/** The form that stood here had the focus; what came of it is read out next. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
