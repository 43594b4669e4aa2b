import { OperationError } from "#services/platform/errors.ts";

/** The page is locked: what it says stays as it is until somebody unlocks it. */
export class PageLocked extends OperationError {
  constructor() {
    super(
      "conflict",
      "This page is locked; nothing was changed. Whoever may edit it can unlock it in its menu or with pages.setLocked.",
    );
  }
}
