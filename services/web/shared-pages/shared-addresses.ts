/** The address of a page within a share link; of the link's own page without an id. */
export function sharedPageAddress(token: string, pageId?: string): string {
  return pageId === undefined ? `/s/${token}` : `/s/${token}/p/${pageId}`;
}

/** The address of a page's file within a share link. */
export function sharedFileAddress(token: string, pageId: string): string {
  return `/s/${token}/files/${pageId}`;
}

/** The address of a preview within a share link. */
export function sharedPreviewAddress(token: string, pageId: string): string {
  return `${sharedFileAddress(token, pageId)}/preview`;
}
