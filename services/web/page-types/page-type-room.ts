import type { Database, Queryable, Transaction } from "#services/database/connection.ts";
import type { Html } from "#services/web/shared-pages/html.ts";

/** A page that is read by a share link. */
export interface SharedReading {
  readonly db: Database;
  /** The link's code. */
  readonly token: string;
  readonly pageId: string;
}

/** What web does for pages of one type; rights were checked, drives are locked. */
export interface PageTypeRoom {
  /** Makes what a new page of the type begins with, in the transaction that makes the page. */
  create(tx: Transaction, pageId: string): Promise<void>;
  /** Gives a page that was just inserted what another of the type holds, as it is now. */
  copy(tx: Transaction, pages: { readonly fromId: string; readonly toId: string }): Promise<void>;
  /** Everything that can be found on a page apart from its title; what keeps search entries up to date while a page changes is the feature's. */
  readText(q: Queryable, pageId: string): Promise<string>;
  /** What whoever holds a share link reads of a page, apart from its title and the pages below. */
  renderShared(shared: SharedReading): Promise<Html>;
  /** Takes hold of what goes with pages that are about to be deleted; rows that hang on a page go with it. */
  release(tx: Transaction, pageIds: readonly string[]): Promise<void>;
}
