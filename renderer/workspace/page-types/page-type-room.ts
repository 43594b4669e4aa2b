import type { TFunction } from "i18next";
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import type { PageDetails, PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import type { PageTypeDeclaration } from "#services/contracts/page-types.ts";

/** How a person makes a page of a type. */
export interface PageMaking {
  readonly icon: LucideIcon;
  /** What making one is called, and what it is called from the page it comes to lie below. */
  readonly label: (t: TFunction) => string;
  readonly labelInside: (t: TFunction) => string;
  /** A new one opens with its title to be typed, or is named where it stands in the tree. */
  readonly begins: "opened" | "named";
}

/** What the interface knows of one type of page: every menu, icon, command, list and view reads it. */
export interface PageTypeRoom {
  /** The name pages carry. */
  readonly type: string;
  readonly declaration: PageTypeDeclaration;
  readonly icon: LucideIcon;
  /** The icon of a page whose children are shown, where that is another. */
  readonly openIcon?: LucideIcon;
  /** Left out where pages of the type are not made by hand. */
  readonly making?: PageMaking;
  /** Lines that menus of its pages have beside those of every page. */
  readonly menuLines?: (page: PageSummary, t: TFunction) => readonly MenuItem[];
  /** What a drop of pages or files on one means: they come to lie below it, or it takes none. */
  readonly drop: "below" | "refused";
  /** Its view can be printed. */
  readonly prints?: true;
  /** Its content is a document, which can be had as Markdown. */
  readonly isText?: true;
  /** Pages made by the shortcut and by commands that name no place go into an open one of this type, not beside it. */
  readonly gathers?: true;
  /** Shows a page; loaded with the first one. */
  readonly View: ComponentType<{ readonly page: PageDetails }>;
}
