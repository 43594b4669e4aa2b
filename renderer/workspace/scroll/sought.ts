import { create } from "zustand";

/** What a page is opened for: words of its text, with those around them. */
export interface Sought {
  readonly pageId: string;
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

/** What the person looks for on the page they go to; null when for nothing in particular. */
export const useSought = create<{ readonly sought: Sought | null }>(() => ({ sought: null }));

/** The page that is opened next shows these words. */
export function seek(sought: Sought | null): void {
  useSought.setState({ sought });
}
