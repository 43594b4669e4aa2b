/** The names of all types of page; adding a type begins with one more. */
export const pageTypeNames = ["document", "folder", "file"] as const;
export type PageType = (typeof pageTypeNames)[number];

/** Whether this is the name of a type of page. */
export function isPageType(name: string): name is PageType {
  return pageTypeNames.some((known) => known === name);
}

/** What every part of PageSpace knows of a type of page. */
export interface PageTypeDeclaration {
  /** Where the page's own content lives: in the log of documents, in the store of files, or nowhere. */
  readonly stores: "document" | "file" | "nothing";
  /** Whether a person makes one by choosing its type; others come about otherwise, as files do by an upload. */
  readonly isMadeByHand: boolean;
  /** The types of pages that may lie right below one. */
  readonly holds: "every" | readonly PageType[];
}

/** Every type of page, declared once. */
export const pageTypes: Readonly<Record<PageType, PageTypeDeclaration>> = {
  document: { stores: "document", isMadeByHand: true, holds: "every" },
  folder: { stores: "nothing", isMadeByHand: true, holds: "every" },
  file: { stores: "file", isMadeByHand: false, holds: [] },
};

/** Whether pages of a declared type may have pages below them at all. */
export function canHoldPages({ holds }: PageTypeDeclaration): boolean {
  return holds === "every" || holds.length > 0;
}

/** Whether a page of one type may lie right below a page of another. */
export function mayLieBelow(child: PageType, { holds }: PageTypeDeclaration): boolean {
  return holds === "every" || holds.includes(child);
}
