let newbornId: string | undefined;

/** Notes a page that was just made: its title takes the focus as soon as it is shown. */
export function nameWhenShown(pageId: string): void {
  newbornId = pageId;
}

/** True once for a page that was just made. */
export function takeNewborn(pageId: string): boolean {
  const isNewborn = newbornId === pageId;
  if (isNewborn) newbornId = undefined;
  return isNewborn;
}
