const entityTag = /^(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")$/;

/** The entity tags that a header names, `W/` left off; undefined where it is malformed. RFC 9110, section 8.8.3. */
export function readTags(header: string): readonly string[] | "*" | undefined {
  if (header.trim() === "*") return "*";
  // A tag may hold commas, but ours never do.
  const tags = header.split(",").map((part) => entityTag.exec(part.trim())?.[1]);
  return tags.every((tag) => tag !== undefined) ? tags : undefined;
}

/** Whether an `If-None-Match` names a tag; what is malformed names none. */
export function isMatch(header: string | readonly string[] | undefined, etag: string): boolean {
  if (typeof header !== "string") return false;
  const tags = readTags(header);
  return tags === "*" || tags?.includes(etag) === true;
}
