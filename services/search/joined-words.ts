import type { PlacedWord } from "./placed-word.ts";

/** Between two words without a space, each of these may be left out by others: wi-fi, co-operation, O'Brien. */
const joiner = /^[-\u2010\u2011'\u2018\u2019\u02bc\uff07]$/;

/** Most words of a chain that are also written as one. */
const longestChain = 5;

/** Gathers words that stand joined by a hyphen or an apostrophe, and gives what they are when written as one. */
export class ChainedWords {
  readonly #text: string;
  #chain: PlacedWord[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The joined forms that end with this word: the chain as far as it goes, then the last two alone. */
  add(whole: PlacedWord): PlacedWord[] {
    const last = this.#chain.at(-1);
    const isJoined = last !== undefined && joiner.test(this.#text.slice(last.end, whole.start));
    if (!isJoined || this.#chain.length >= longestChain) {
      this.#chain = [whole];
      return [];
    }
    this.#chain.push(whole);
    const chain = join(this.#chain);
    return this.#chain.length === 2 ? [chain] : [chain, join(this.#chain.slice(-2))];
  }
}

function join(words: readonly PlacedWord[]): PlacedWord {
  const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0];
  return { word: words.map(({ word }) => word).join(""), start, end, kind: "joined" };
}
