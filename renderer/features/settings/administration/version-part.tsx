import { useTranslation } from "react-i18next";
import { Facts, ReadPart } from "./read-part.tsx";

/** Which versions run. */
export function VersionPart() {
  const { t } = useTranslation("administration");
  return (
    <ReadPart name="administration.readVersions" input={{}}>
      {({ pagespace, node, postgres, migration }) => (
        <Facts
          facts={[
            ["PageSpace", pagespace],
            ["Node.js", node],
            ["PostgreSQL", postgres],
            [t("migration"), migration ?? "–"],
          ]}
        />
      )}
    </ReadPart>
  );
}
