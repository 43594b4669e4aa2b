import { OperationError } from "#services/platform/errors.ts";

/** The log of a document has a gap, so that showing it would lose edits. */
export class DocumentDamaged extends OperationError {
  readonly pageId: string;

  constructor(pageId: string, missingSeq: number) {
    super(
      "unavailable",
      "This document is damaged on the server; nothing was shown or changed. Restore it from a backup.",
      {
        details: { pageId, missingSeq },
      },
    );
    this.name = "DocumentDamaged";
    this.pageId = pageId;
  }
}
