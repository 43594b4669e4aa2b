import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import { formatAgo, formatDate } from "#renderer/workspace/strings/format.ts";
import type { TokenSummary } from "#services/contracts/operations/tokens.ts";

interface TokenRowProps {
  readonly token: TokenSummary;
  readonly isPending: boolean;
  readonly onRevoke: () => void;
}

/** A token with what it may do; revoking asks once, since it cannot be undone. */
export function TokenRow({ token, isPending, onRevoke }: TokenRowProps) {
  const { t } = useTranslation("tokens");
  const [isAsking, setIsAsking] = useState(false);
  if (isAsking) {
    return (
      <li className="flex min-h-14 flex-wrap items-center gap-3 border-line border-b bg-del px-2 py-2">
        <div className="min-w-48 flex-1">
          <p className="break-words font-medium">{t("confirm", { name: token.name })}</p>
          <p className="text-ink-2 text-sm">{t("confirmHint")}</p>
        </div>
        <div className="flex gap-2">
          <Button autoFocus onClick={() => setIsAsking(false)}>
            {t("keep")}
          </Button>
          <Button tone="danger" isPending={isPending} onClick={onRevoke}>
            {t("revoke")}
          </Button>
        </div>
      </li>
    );
  }
  return (
    <li className="flex min-h-14 items-center gap-3 border-line border-b py-2">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="truncate">{token.name}</span>
          <code className="shrink-0 font-mono text-ink-3 text-xs">{token.prefix}…</code>
        </p>
        <Facts token={token} />
      </div>
      <Button aria-label={t("revokeNamed", { name: token.name })} onClick={() => setIsAsking(true)}>
        {t("revoke")}
      </Button>
    </li>
  );
}

function Facts({ token }: { readonly token: TokenSummary }) {
  const { t } = useTranslation("tokens");
  const { data: drives } = useQuery(drivesQuery());
  const names = token.driveIds?.map((id) => drives?.find((drive) => drive.id === id)?.name ?? t("goneDrive"));
  const { expiresAt, lastUsedAt } = token;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  const end = expiresAt === null ? t("endless") : t(isOver ? "ended" : "ends", { date: formatDate(expiresAt) });
  const facts = [
    t(token.scope),
    names === undefined ? t("everywhere") : names.join(", "),
    lastUsedAt === null ? t("unused") : t("used", { ago: formatAgo(lastUsedAt) }),
  ];
  return (
    <p className="break-words text-ink-2 text-sm">
      {facts.join(" · ")}
      {" · "}
      <span className={clsx(isOver && "font-medium text-bad")}>{end}</span>
    </p>
  );
}
