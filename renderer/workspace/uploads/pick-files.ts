/** Lets the person choose files, of some types only where those are named; calls back once with what was chosen, never when they cancel. */
export function pickFiles(onPicked: (files: readonly File[]) => void, accept = ""): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = accept;
  input.addEventListener("change", () => onPicked([...(input.files ?? [])]), { once: true });
  input.click();
}
