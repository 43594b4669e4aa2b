/** What nobody sees: white space, joiners, marks of direction, fillers, the empty Braille cell. */
const unseen = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Whether a text shows nothing, whatever it holds. */
export function isBlank(text: string): boolean {
  return text.replace(unseen, "") === "";
}
