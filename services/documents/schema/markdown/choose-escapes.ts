import type { Node } from "@tiptap/pm/model";
import type { RootContent, Text } from "mdast";
import {
  type Escapes,
  emphasesOf,
  findMeaningful,
  reference,
  textsOf,
  type Writing,
  writeTree,
} from "./write-markdown.ts";

/** Tries for one block after which what is left is written with all backslashes that may be needed. */
const mostTries = 24;

/** One sign of one text. */
interface Sign {
  readonly text: Text;
  readonly index: number;
}

interface Trying {
  /** What a reader sees, as something to compare. */
  readonly read: (markdown: string) => Node;
  /** When to stop and keep the backslashes there are, in milliseconds as `Date.now()` tells. */
  readonly until: number;
}

/** Every backslash that any of the texts may need. */
export function everyEscape(texts: readonly Text[]): Escapes {
  return new Map(texts.map((text) => [text, new Set(findMeaningful(text))]));
}

/**
 * The fewest backslashes with which a block is read as it is with all of them: markdown has too many rules about what a
 * sign means where, so it is tried.
 */
export function chooseEscapes(block: RootContent, { read, until }: Trying): Writing {
  const texts = textsOf(block);
  const all = everyEscape(texts);
  const write = (writing: Writing) => writeTree({ type: "root", children: [block] }, writing);
  const safest = write({ escapes: all, hasBareLinks: false, starred: new Set() });
  const wanted = read(safest);
  const isLate = () => Date.now() > until;
  const stars = { escapes: all, hasBareLinks: false, starred: new Set(emphasesOf(block)) };
  const starred = reference.test(safest) && read(write(stars)).eq(wanted) ? stars.starred : new Set<never>();
  const isRight = (writing: Writing) => read(write(writing)).eq(wanted);
  const none: Escapes = new Map();
  for (const hasBareLinks of [true, false]) {
    const writing = { escapes: none, hasBareLinks, starred };
    if (!isLate() && isRight(writing)) return writing;
  }
  let kept: readonly Sign[] = texts.flatMap((text) => findMeaningful(text).map((index) => ({ text, index })));
  let tries = 0;
  /** Leaves out those of some signs that are not needed. */
  const thin = (signs: readonly Sign[]): void => {
    if (signs.length === 0 || tries >= mostTries || isLate()) return;
    tries += 1;
    const out = new Set(signs);
    const left = kept.filter((sign) => !out.has(sign));
    if (isRight({ escapes: escapesOf(left), hasBareLinks: false, starred })) kept = left;
    else if (signs.length > 1) {
      const half = signs.length >> 1;
      thin(signs.slice(half));
      thin(signs.slice(0, half));
    }
  };
  const half = kept.length >> 1;
  thin(kept.slice(half));
  thin(kept.slice(0, half));
  return { escapes: escapesOf(kept), hasBareLinks: false, starred };
}

function escapesOf(signs: readonly Sign[]): Escapes {
  const grouped = Map.groupBy(signs, ({ text }) => text);
  return new Map([...grouped].map(([text, of]) => [text, new Set(of.map(({ index }) => index))]));
}
