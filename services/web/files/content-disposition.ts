/** Characters of RFC 5987's `attr-char` stand for themselves, all others are percent-encoded. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A Content-Disposition header (RFC 6266) that offers a file under its name, whatever the name holds. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, "_").replace(/^\.+/, "_");
  const parameters = [`filename="${plain}"`];
  if (plain !== name) parameters.push(`filename*=UTF-8''${encodeExtended(name)}`);
  return `${kind}; ${parameters.join("; ")}`;
}
