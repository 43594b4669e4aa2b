/** A page of this server, as a link names it. */
export interface OwnPage {
  readonly driveId: string;
  readonly id: string;
  /** The block that the link leads to. */
  readonly block?: string | undefined;
}

const pagePath = /^\/d\/([^/]+)\/p\/([^/]+)\/?$/;

/** The page that an address leads to, if it is one of this server; undefined for every other address. */
export function findOwnPage(address: string, origin: string): OwnPage | undefined {
  if (!URL.canParse(address, origin)) return undefined;
  const { origin: itsOrigin, pathname, hash } = new URL(address, origin);
  const [, driveId, id] = (itsOrigin === origin ? pagePath.exec(pathname) : null) ?? [];
  if (driveId === undefined || id === undefined) return undefined;
  return { driveId, id, ...(hash.length > 1 ? { block: hash.slice(1) } : {}) };
}
