import { File } from "lucide-react";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import type { PageTypeRoom } from "#renderer/workspace/page-types/page-type-room.ts";
import { pageTypes } from "#services/contracts/page-types.ts";

/** An uploaded file with its preview and text. */
export const file: PageTypeRoom = {
  type: "file",
  declaration: pageTypes.file,
  icon: File,
  drop: "refused",
  View: lazyPart(() => import("#renderer/features/file/file-page.tsx").then((module) => module.FilePage)),
};
