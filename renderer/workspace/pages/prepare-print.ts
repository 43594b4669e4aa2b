/** Longest time a print waits for what is still on its way, in milliseconds. */
const preparingTimeoutMs = 5_000;

/** What is out of sight may not be drawn and its pictures not loaded yet; the print shows all of it. */
export async function preparePrint(): Promise<void> {
  const ended = AbortSignal.timeout(preparingTimeoutMs);
  while (document.querySelector("main [data-undrawn]") !== null && !ended.aborted) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const left = [...document.querySelectorAll<HTMLImageElement>("main img[loading=lazy]")].filter(
    ({ complete }) => !complete,
  );
  await Promise.all(
    left.map(
      (image) =>
        new Promise<void>((resolve) => {
          const once = { once: true };
          for (const type of ["load", "error"]) image.addEventListener(type, () => resolve(), once);
          ended.addEventListener("abort", () => resolve(), once);
          image.loading = "eager";
        }),
    ),
  );
}
