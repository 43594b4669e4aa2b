import { nothing } from "#services/web/shared-pages/html.ts";
import type { PageTypeRoom } from "./page-type-room.ts";

/** Pages that hold nothing but other pages. */
export const folder: PageTypeRoom = {
  create: async () => undefined,
  copy: async () => undefined,
  readText: async () => "",
  renderShared: async () => nothing,
  release: async () => undefined,
};
