/** Whether nothing in particular has the focus, so that something may take it. */
export function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement === findPage();
}

/** The page's scroller, where the keys that scroll work from; else all of what is no sidebar. */
export function findPage(): HTMLElement | null {
  return document.querySelector<HTMLElement>("main [data-page-scroll]") ?? document.querySelector("main");
}
