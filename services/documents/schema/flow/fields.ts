/** The Yjs text that holds all words of a document; a block begins at a marker in it. */
export const flowField = "flow";

/** The Yjs map that holds what blocks lie in: lists, items, quotes, tables, rows, columns, cells. */
export const containersField = "containers";

/** What stands before the name of a block's or container's attribute where it is stored. */
export const attributeSign = "@";

/** What stands between the row and the column in the id of a cell. */
export const cellSign = ":";

/** What stands between a container's id and the name of a field of it. */
export const fieldSign = ".";

/** Yjs gives clients numbers of 32 bits. */
const firstSignClient = 2 ** 32;

/** The client id under which a writer puts in markers and places: above those of all words. */
export function signClientOf(clientId: number): number {
  return clientId + firstSignClient;
}
