import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { useCurrentPlace } from "./current-place.ts";
import { closeTab } from "./tabs.ts";

/** Gives the function that closes a tab and, where it was the active one, goes to its neighbour. */
export function useCloseTab(): (pageId: string) => void {
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { driveId } = useCurrentPlace();
  return useCallback(
    (pageId) => {
      const closed = closeTab(pageId);
      if (closed === undefined) return;
      const goHome = () => (driveId === undefined ? undefined : navigate({ to: "/d/$driveId", params: { driveId } }));
      if (closed.nextId === null) {
        void goHome();
        return;
      }
      void cache
        .ensureQueryData(pageQuery(closed.nextId))
        .then(({ id, driveId: itsDrive }) =>
          navigate({ to: "/d/$driveId/p/$pageId", params: { driveId: itsDrive, pageId: id } }),
        )
        .catch(goHome);
    },
    [cache, driveId, navigate],
  );
}
