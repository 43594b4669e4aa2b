const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const pageAddress = new RegExp(`^(?:https?://[^/?#]+)?/d/${uuid}/p/(${uuid})/?(?:[?#].*)?$`, "i");

/** The id, in lower case, of the page that an address of a workspace leads to; a server does not know all origins it is reached by, so any is taken. */
export function pageOfAddress(address: unknown): string | undefined {
  return typeof address === "string" ? pageAddress.exec(address)?.[1]?.toLowerCase() : undefined;
}
