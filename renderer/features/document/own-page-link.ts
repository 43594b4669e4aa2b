/** A page of this server, as a link names it. */
export interface OwnPage {
  readonly driveId: string;
  readonly id: string;
}

const pagePath = /^\/d\/([^/]+)\/p\/([^/]+)\/?$/;

/** The page that an address leads to, if it is one of this server; undefined for every other address. */
export function findOwnPage(address: string, origin: string): OwnPage | undefined {
  if (!URL.canParse(address, origin)) return undefined;
  const { origin: itsOrigin, pathname } = new URL(address, origin);
  const [, driveId, id] = (itsOrigin === origin ? pagePath.exec(pathname) : null) ?? [];
  return driveId === undefined || id === undefined ? undefined : { driveId, id };
}
