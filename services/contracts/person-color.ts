/** Dark enough for white words, and different from each other for most eyes. */
const colors = ["#b4532a", "#1f7a5c", "#2f5fb3", "#8a4fa3", "#8a5f12", "#117a8b", "#a23e5f", "#5b6b1f"] as const;

/** The colour of a person or drive, the same for everyone and everywhere. */
export function colorOf(id: string): string {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return colors[sum % colors.length] ?? colors[0];
}
