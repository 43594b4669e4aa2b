import { type RefObject, useLayoutEffect } from "react";
import { findWords } from "./find-words.ts";
import { holdStill } from "./hold-still.ts";
import { type Sought, seek, useSought } from "./sought.ts";

const highlightName = "found-here";
/** How far below the upper edge the words come to stand, as a part of what is seen of the page. */
const placeOfWords = 0.3;

interface ShownWordsProps {
  /** The words the page in the scroller was opened for. */
  readonly sought: Sought;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Shows the words a page was opened for: scrolls to them and marks them for a moment. */
export function ShownWords({ sought, scroller }: ShownWordsProps) {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let found: Range | undefined;
    const distance = () => {
      // Where the words go away, their range goes on as an empty one.
      if (found === undefined || found.collapsed) {
        found = findRange(element, sought);
        markRange(element, found);
      }
      if (found === undefined) return undefined;
      const { top, height } = element.getBoundingClientRect();
      return topOf(found) - top - height * placeOfWords;
    };
    const unmark = () => markRange(element, undefined);
    const stop = holdStill(element, { distance, onEnd: () => undefined });
    element.addEventListener("animationend", unmark);
    return () => {
      stop();
      element.removeEventListener("animationend", unmark);
      unmark();
      if (useSought.getState().sought === sought) seek(null);
    };
  }, [sought, scroller]);
  return null;
}

/** Words that are far from the screen have no place of their own yet, but what holds them has. */
function topOf(range: Range): number {
  const own = range.getBoundingClientRect();
  return own.height > 0 ? own.top : (range.startContainer.parentElement?.getBoundingClientRect() ?? own).top;
}

/** Marks words without touching the page's elements, which an editor takes care of. */
function markRange(scroller: HTMLElement, range: Range | undefined): void {
  if (!("highlights" in CSS)) return;
  if (range === undefined) CSS.highlights.delete(highlightName);
  else CSS.highlights.set(highlightName, new Highlight(range));
  // Where the words are drawn a second time, by the editor, the mark goes on fading.
  scroller.toggleAttribute("data-found", range !== undefined);
}

function findRange(scroller: HTMLElement, sought: Sought): Range | undefined {
  const content = scroller.querySelector(".document-content, .file-words");
  if (content === null) return undefined;
  const nodes = listTexts(content);
  const span = findWords(
    nodes.map(({ data }) => data),
    sought,
  );
  const [start, end] = [nodes[span?.start.text ?? -1], nodes[span?.end.text ?? -1]];
  if (span === undefined || start === undefined || end === undefined) return undefined;
  const range = document.createRange();
  range.setStart(start, span.start.offset);
  range.setEnd(end, span.end.offset);
  return range;
}

/** The texts of a page, without those of what stands between its words: tools, others' carets. */
function listTexts(content: Element): Text[] {
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    const isTool = node instanceof Element && node.matches("[contenteditable=false], .code-block-bar, .document-caret");
    if (isTool) return NodeFilter.FILTER_REJECT;
    return node instanceof Text ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  return texts;
}
