/** Lets the person choose files; calls back once with what was chosen, never when they cancel. */
export function pickFiles(onPicked: (files: readonly File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => onPicked([...(input.files ?? [])]), { once: true });
  input.click();
}
