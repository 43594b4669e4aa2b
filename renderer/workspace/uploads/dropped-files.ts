import i18next from "i18next";
import { showToast } from "#renderer/components/toast.ts";

const taken = new WeakSet<DataTransfer>();

/** Whether a drag brings files from outside. */
export function holdsFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes("Files");
}

/** The files of a drop, for the part of the app they fell on. Folders among them are left out, and a toast says so. */
export function droppedFiles(transfer: DataTransfer): readonly File[] {
  taken.add(transfer);
  const files: File[] = [];
  let folders = 0;
  for (const item of transfer.items) {
    if (item.kind !== "file") continue;
    const file = item.getAsFile();
    if (item.webkitGetAsEntry()?.isDirectory === true) folders += 1;
    else if (file !== null) files.push(file);
  }
  if (folders > 0) {
    const message = i18next.t("uploads.foldersLeftOut", { count: folders });
    showToast({ message, description: i18next.t("uploads.foldersHint") });
  }
  return files;
}

/** Whether a part of the app has taken the files of a drop. */
export function isTaken(transfer: DataTransfer): boolean {
  return taken.has(transfer);
}
