import * as z from "zod";

/** The part that says where the server is; without one PostgreSQL's own programs and ours take the socket named in the query. */
const emptyAuthority = /^(\w+:\/\/[^/]*@)\//;

/** A connection string of PostgreSQL that every part reads in the same way. */
export const DatabaseAddress = z
  .string()
  .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
  .refine(isReadable, "cannot be read; write special characters of its user and password as %XX, such as %23 for #");

function isReadable(text: string): boolean {
  try {
    const url = new URL(text.replace(emptyAuthority, "$1localhost/"));
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
    return url.hash === "";
  } catch {
    return false;
  }
}
