import type { Mentioned } from "#services/documents/schema/page-address.ts";

/** What was picked to be mentioned; a page that is still being made comes later, or not at all. */
export type PickedMention = Mentioned | Promise<Mentioned | undefined>;
