import { Folder, FolderOpen, FolderPlus } from "lucide-react";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import type { PageTypeRoom } from "#renderer/workspace/page-types/page-type-room.ts";
import { pageTypes } from "#services/contracts/page-types.ts";

/** A place for other pages. */
export const folder: PageTypeRoom = {
  type: "folder",
  declaration: pageTypes.folder,
  icon: Folder,
  openIcon: FolderOpen,
  making: {
    icon: FolderPlus,
    label: (t) => t("page.newFolder"),
    labelInside: (t) => t("tree.newFolderInside"),
    begins: "named",
  },
  drop: "below",
  gathers: true,
  View: lazyPart(() => import("#renderer/features/folder/folder-page.tsx").then((module) => module.FolderPage)),
};
