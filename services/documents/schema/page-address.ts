const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const pageAddress = new RegExp(`^(?:https?://[^/?#]+)?(?:/d/${uuid})?/p/(${uuid})/?(?:[?#].*)?$`, "i");
const mentionAddress = new RegExp(`^/(p|u)/(${uuid})$`, "i");

/** The id, in lower case, of the page that an address of a workspace leads to; a server does not know all origins it is reached by, so any is taken. */
export function pageOfAddress(address: unknown): string | undefined {
  return typeof address === "string" ? pageAddress.exec(address)?.[1]?.toLowerCase() : undefined;
}

/** Whom or what a mention names; the name itself is nowhere in the document. */
export interface Mentioned {
  readonly kind: "page" | "person";
  readonly id: string;
}

/** What a mention's address names; undefined for every other address. */
export function readMention(address: unknown): Mentioned | undefined {
  const [, kind, id] = (typeof address === "string" ? mentionAddress.exec(address) : null) ?? [];
  return id === undefined ? undefined : { kind: kind?.toLowerCase() === "p" ? "page" : "person", id: id.toLowerCase() };
}

/** The address by which a document mentions a page or a person, in whichever drive they are. */
export function mentionAddressOf({ kind, id }: Mentioned): string {
  return `/${kind === "page" ? "p" : "u"}/${id.toLowerCase()}`;
}
