import type { PageTypeRoom } from "./page-type-room.ts";

/** Pages that hold nothing but other pages. */
export const folder: PageTypeRoom = {
  create: async () => undefined,
  copy: async () => undefined,
  readText: async () => "",
  release: async () => undefined,
};
