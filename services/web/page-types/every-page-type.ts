import type { PageType } from "#services/contracts/page-types.ts";
import { document } from "./document.ts";
import { file } from "./file.ts";
import { folder } from "./folder.ts";
import type { PageTypeRoom } from "./page-type-room.ts";

/** Every type of page with its room; a missing one does not compile. */
export const pageTypeRooms: Readonly<Record<PageType, PageTypeRoom>> = { document, folder, file };
