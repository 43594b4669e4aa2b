import type { Transaction } from "#services/database/connection.ts";
import { documents } from "#services/database/schema/documents.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";

/** Makes the empty document of a new page, in the transaction that makes the page. */
export async function createDocument(tx: Transaction, pageId: string): Promise<void> {
  await tx.insert(documents).values({ pageId, schemaVersion });
}
