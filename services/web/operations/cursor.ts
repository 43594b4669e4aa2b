import * as z from "zod";
import { OperationError } from "#services/platform/errors.ts";

const Place = z.tuple([z.string(), z.string()]);

/** A cursor that names the last row of a page of results by its sort key and id. */
export function encodeCursor(sortKey: string, id: string): string {
  return Buffer.from(JSON.stringify([sortKey, id])).toString("base64url");
}

/** Sort key and id of a cursor; refuses one we did not make. */
export function decodeCursor(cursor: string): { readonly sortKey: string; readonly id: string } {
  try {
    const [sortKey, id] = Place.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { sortKey, id: z.guid().parse(id) };
  } catch (cause) {
    throw new OperationError("invalid-input", "The cursor cannot be read; begin without one.", { cause });
  }
}
