import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "#renderer/api/client.ts";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import type { PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { useMovePages } from "#renderer/workspace/pages/use-move-pages.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import type { MovePreview } from "#services/contracts/shapes.ts";
import { MoveConsequences } from "./move-consequences.tsx";
import { PlaceList } from "./place-list.tsx";
import "./locale-en.ts";

interface Target {
  readonly driveId: string;
  readonly parentId: string | null;
  readonly name: string;
}

interface Asked {
  readonly target: Target;
  readonly preview: MovePreview;
}

/** Whether a move changes so much that it is said first. */
function isWorthSaying({ gains, loses, isPublicThere }: MovePreview): boolean {
  return gains.count + loses.count > 0 || isPublicThere;
}

/** Picks where pages move to, for hands that do not drag, and says who gains and who loses sight before they do. */
export function MoveDialog({ pages }: { readonly pages: readonly [PageSummary, ...PageSummary[]] }) {
  const { t } = useTranslation(["app", "move"]);
  const movePages = useMovePages();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [first] = pages;
  const names = { count: pages.length, title: shownTitle(first.title) };

  async function choose(target: Target) {
    const { driveId, parentId } = target;
    const pageIds = pages.map(({ id }) => id);
    try {
      const preview = await api.call("pages.previewMove", { pageIds, driveId, parentId });
      if (driveId !== first.driveId || isWorthSaying(preview)) setAsked({ target, preview });
      else move({ target, preview });
    } catch (error) {
      closeDialog();
      showToast({ message: t("errors.notMoved"), description: sentenceOf(error) });
    }
  }
  function move({ target: { driveId, parentId, name }, preview: { mayReturn } }: Asked) {
    closeDialog();
    void movePages(pages, { driveId, parentId, beforeId: null, done: t("move:done", { ...names, name }), mayReturn });
  }
  return (
    <Dialog title={t("move:title", names)} closeLabel={t("common.close")} onClose={closeDialog}>
      {asked === null ? (
        <PlaceList pages={pages} onChoose={(target) => void choose(target)} />
      ) : (
        <MoveConsequences
          names={{ ...names, name: asked.target.name }}
          preview={asked.preview}
          onMove={() => move(asked)}
          onBack={() => setAsked(null)}
        />
      )}
    </Dialog>
  );
}
