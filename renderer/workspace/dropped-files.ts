/** Whether a drag brings files from outside. */
export function holdsFiles(transfer: DataTransfer): boolean {
  return transfer.types.includes("Files");
}

/** The files of a drop; folders among them are left out. */
export function droppedFiles(transfer: DataTransfer): readonly File[] {
  const files: File[] = [];
  for (const item of transfer.items) {
    if (item.kind !== "file" || item.webkitGetAsEntry()?.isDirectory === true) continue;
    const file = item.getAsFile();
    if (file !== null) files.push(file);
  }
  return files;
}
