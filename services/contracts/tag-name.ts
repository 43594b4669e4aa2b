/** What nobody sees in a name: marks of direction, joiners, fillers. */
const unseen = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** A tag's name without white space around it and with single blanks inside. */
export function tidyTagName(name: string): string {
  return name.trim().replace(/\s+/gu, " ");
}

/** A tag's name as names are compared: `Straße` and `STRASSE`, and what differs by nothing that is seen, are one. */
export function foldTagName(name: string): string {
  const tidy = tidyTagName(name.replace(unseen, ""));
  return tidy.normalize("NFC").toLowerCase().toUpperCase().toLowerCase().normalize("NFC");
}
