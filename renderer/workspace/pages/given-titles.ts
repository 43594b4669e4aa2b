/** The title this window gave each page last, and when. */
export const givenTitles = new Map<string, { readonly title: string; readonly atMs: number }>();

/** Notes a title that the server took from this window. */
export function noteGivenTitle(pageId: string, title: string): void {
  givenTitles.set(pageId, { title, atMs: Date.now() });
}
