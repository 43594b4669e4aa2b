import { useTranslation } from "react-i18next";
import { formatSize } from "#renderer/workspace/strings/format.ts";
import type { OperationOutput } from "#services/contracts/catalogue.ts";
import { Facts, PartHeading, ReadPart } from "./read-part.tsx";

/** What is stored, and how much room is left. */
export function StoragePart() {
  return (
    <ReadPart name="administration.readStorage" input={{}}>
      {(storage) => <Stored storage={storage} />}
    </ReadPart>
  );
}

function Stored({ storage }: { readonly storage: OperationOutput<"administration.readStorage"> }) {
  const { t } = useTranslation(["app", "administration"]);
  const { databaseBytes, files, trash, disk, largestDrives, largestFiles } = storage;
  const room =
    disk === null
      ? t("administration:diskUnknown")
      : t("administration:diskOf", { free: formatSize(disk.freeBytes), total: formatSize(disk.totalBytes) });
  return (
    <>
      {disk?.isLow === true ? (
        <p role="alert" className="mb-2 rounded-md bg-warn-soft p-2 text-sm">
          {t("administration:diskLow")}
        </p>
      ) : null}
      <Facts
        facts={[
          [t("administration:database"), formatSize(databaseBytes)],
          [
            t("administration:files"),
            t("administration:filesOf", { count: files.count, size: formatSize(files.bytes) }),
          ],
          [
            t("administration:inTrash"),
            t("administration:trashOf", { count: trash.pages, size: formatSize(trash.fileBytes) }),
          ],
          [t("administration:disk"), room],
        ]}
      />
      <PartHeading>{t("administration:largestDrives")}</PartHeading>
      <ul className="border-line border-t text-sm">
        {largestDrives.map(({ id, name, owner, fileBytes }) => (
          <Sized key={id} name={name ?? t("administration:hiddenDrive", { name: owner.name })} bytes={fileBytes} />
        ))}
      </ul>
      <PartHeading>{t("administration:largestFiles")}</PartHeading>
      {largestFiles.length === 0 ? <p className="text-ink-2 text-sm">{t("administration:noFiles")}</p> : null}
      <ul className="border-line border-t text-sm empty:hidden">
        {largestFiles.map(({ pageId, title, bytes }, index) => (
          <Sized
            key={pageId ?? index}
            name={title === null ? t("administration:hiddenFile") : title || t("page.untitled")}
            bytes={bytes}
          />
        ))}
      </ul>
    </>
  );
}

function Sized({ name, bytes }: { readonly name: string; readonly bytes: number }) {
  return (
    <li className="flex min-h-8 items-center gap-3 border-line border-b py-1">
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <span className="text-ink-2">{formatSize(bytes)}</span>
    </li>
  );
}
