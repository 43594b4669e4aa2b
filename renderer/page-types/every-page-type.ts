import type { PageTypeRoom } from "#renderer/workspace/page-types/page-type-room.ts";
import type { PageType } from "#services/contracts/page-types.ts";
import { document } from "./document.ts";
import { file } from "./file.ts";
import { folder } from "./folder.ts";

/** Every type of page with its room, in the order in which they are offered; a missing one does not compile. */
export const everyPageType: Readonly<Record<PageType, PageTypeRoom>> = { document, folder, file };
