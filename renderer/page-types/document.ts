import { FilePlus2, FileText } from "lucide-react";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import type { PageTypeRoom } from "#renderer/workspace/page-types/page-type-room.ts";
import { pageTypes } from "#services/contracts/page-types.ts";

/** Rich text that several people write at once. */
export const document: PageTypeRoom = {
  type: "document",
  declaration: pageTypes.document,
  icon: FileText,
  making: {
    icon: FilePlus2,
    label: (t) => t("page.newDocument"),
    labelInside: (t) => t("tree.newInside"),
    begins: "opened",
  },
  drop: "below",
  prints: true,
  isText: true,
  View: lazyPart(() => import("#renderer/features/document/document-page.tsx").then((module) => module.DocumentPage)),
};
