import { CloudOff } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { useConnection } from "#renderer/workspace/connection/connection.ts";
import { useSessionEnd } from "#renderer/workspace/session/session-end.ts";

const SessionEnded = lazyPart(() => import("./session-ended.tsx").then((module) => module.SessionEnded));

/** Says that the server is away, or the session over; what is shown stays. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const isOffline = useConnection(({ status }) => status === "offline");
  const isEnded = useSessionEnd((session) => session.isEnded);
  return (
    <div role="status" aria-live="polite">
      {isEnded ? (
        <Suspense>
          <SessionEnded />
        </Suspense>
      ) : null}
      {isOffline && !isEnded ? (
        <p className="fade flex items-center gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-ink text-sm">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {t("connection.offline")}
        </p>
      ) : null}
    </div>
  );
}
