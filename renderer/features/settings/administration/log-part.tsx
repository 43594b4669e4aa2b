import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { copyUnshownText } from "#renderer/components/copy-text.ts";
import { Select } from "#renderer/components/select.tsx";
import { showToast } from "#renderer/components/toast.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { ReadPart } from "./read-part.tsx";

const programs = ["web", "realtime", "processor", "postgres"] as const;
const levels = ["debug", "info", "warn", "error"] as const;

type Lines = OperationOutput<"administration.readLogs">["lines"];

/** The last lines of one program, from one level on, to read and to copy. */
export function LogPart() {
  const { t } = useTranslation("administration");
  const [program, setProgram] = useState<(typeof programs)[number]>("web");
  const [level, setLevel] = useState<(typeof levels)[number]>("info");
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <Select
          label={t("program")}
          value={program}
          choices={programs.map((value) => ({ value, label: value }))}
          onChoose={(value) => setProgram(programs.find((known) => known === value) ?? "web")}
        />
        <Select
          label={t("level")}
          value={level}
          choices={levels.map((value) => ({ value, label: value }))}
          onChoose={(value) => setLevel(levels.find((known) => known === value) ?? "info")}
        />
      </div>
      <ReadPart name="administration.readLogs" input={{ program, leastLevel: level }}>
        {({ isKept, lines }) => (isKept ? <LineList lines={lines} /> : <Note>{t("notKept")}</Note>)}
      </ReadPart>
    </>
  );
}

function LineList({ lines }: { readonly lines: Lines }) {
  const { t } = useTranslation("administration");
  const text = lines.map(({ at, level, text: words }) => [at, level, words].filter(Boolean).join(" ")).join("\n");
  if (lines.length === 0) return <Note>{t("noLines")}</Note>;
  return (
    <>
      <textarea
        readOnly
        aria-label={t("logs")}
        value={text}
        rows={12}
        className="w-full rounded-md border border-line-strong bg-ground p-2 font-mono text-xs"
      />
      <Button
        onClick={() => {
          void copyUnshownText(text).then((isCopied) => {
            if (isCopied) showToast({ message: t("copied") });
          });
        }}
      >
        {t("copyLogs")}
      </Button>
    </>
  );
}

function Note({ children }: { readonly children: string }) {
  return <p className="text-ink-2 text-sm">{children}</p>;
}
