import * as z from "zod";
import { OperationError } from "#services/platform/errors.ts";

/** The place after one row of a listing. */
export interface RowPlace {
  readonly sortKey: string;
  readonly id: string;
}

/** A cursor that names a row of a page of results; it may only be one that the answer shows. */
export function encodeCursor(place: RowPlace): string {
  return Buffer.from(JSON.stringify([place.sortKey, place.id])).toString("base64url");
}

/** The place a cursor names; refuses one we did not make, or whose sort key is of another listing. */
export function decodeCursor(cursor: string, sortKey: z.ZodType<string>): RowPlace {
  try {
    const raw: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const [key, id] = z.tuple([sortKey, z.guid()]).parse(raw);
    return { sortKey: key, id };
  } catch (cause) {
    throw new OperationError("invalid-input", "The cursor cannot be read; begin without one.", { cause });
  }
}
