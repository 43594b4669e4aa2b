/**
 * The title that what is typed stands for: the next one from a row on, round the end, that begins so. One letter goes
 * on to the next such title, and so does the same letter again.
 */
export function findTyped(titles: readonly string[], typed: string, from: number): number {
  const word = typed.toLocaleLowerCase();
  const isRepeated = [...word].every((letter) => word.startsWith(letter));
  const begins = (start: string, first: number) => {
    const order = titles.map((_, index) => (first + index) % titles.length);
    return order.find((index) => titles[index]?.toLocaleLowerCase().startsWith(start)) ?? -1;
  };
  const whole = begins(word, word.length === 1 ? from + 1 : from);
  return whole >= 0 || !isRepeated ? whole : begins([...word][0] ?? "", from + 1);
}
