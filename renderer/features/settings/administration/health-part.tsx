import { useTranslation } from "react-i18next";
import { formatDate } from "#renderer/workspace/strings/format.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { Facts, PartHeading, ReadPart } from "./read-part.tsx";

type Health = OperationOutput<"administration.readHealth">;

/** Whether every part works, and what waits to be done. */
export function HealthPart() {
  return (
    <ReadPart name="administration.readHealth" input={{}}>
      {(health) => <Shown health={health} />}
    </ReadPart>
  );
}

function Shown({ health }: { readonly health: Health }) {
  const { t } = useTranslation("administration");
  const { services, queue, hasRedis, slowStatements } = health;
  const stateOf = ({ isReachable, roundTripMs, upSince }: Health["services"][number]) => {
    const ms = roundTripMs?.toFixed(1);
    const state = !isReachable ? t("absent") : ms === undefined ? t("answers") : t("answersIn", { ms });
    return upSince === null ? state : t("upSince", { state, date: formatDate(upSince) });
  };
  return (
    <>
      <Facts
        facts={[
          ...services.map((service) => [service.name, stateOf(service)] as const),
          [t("queue"), t("queueOf", queue)],
          [t("redis"), t(hasRedis ? "on" : "off")],
        ]}
      />
      <PartHeading>{t("slow")}</PartHeading>
      {slowStatements === null ? <p className="text-ink-2 text-sm">{t("slowOff")}</p> : null}
      {slowStatements?.length === 0 ? <p className="text-ink-2 text-sm">{t("slowNone")}</p> : null}
      {slowStatements === null || slowStatements.length === 0 ? null : (
        <Facts
          facts={slowStatements.map(({ statement, calls, meanMs }) => [
            statement,
            t("slowOf", { calls, mean: meanMs.toFixed(1) }),
          ])}
        />
      )}
    </>
  );
}
