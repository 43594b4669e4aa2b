/** Stand in a sentence for what is drawn in its own way; from the range that no text uses. */
const marks = { who: "\u{10fffd}", title: "\u{10fffc}" } as const;

export interface SentencePart {
  readonly key: number;
  readonly kind: "words" | "who" | "title";
  readonly text: string;
}

/** Cuts a sentence, written with marks for who did it and for the title, into its words and the places of those. */
export function splitSentence(write: (given: typeof marks) => string): readonly SentencePart[] {
  return write(marks)
    .split(/(\u{10fffd}|\u{10fffc})/u)
    .map((text, key) => {
      const kind = text === marks.who ? "who" : text === marks.title ? "title" : "words";
      return { key, kind, text } as const;
    })
    .filter(({ text }) => text !== "");
}
