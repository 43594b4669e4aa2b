import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { drivesQuery } from "#renderer/workspace/drives/drives-query.ts";
import type { PageDetails } from "#renderer/workspace/pages/page-queries.ts";
import { type AccessLevel, includesLevel, levelByDriveRole } from "#services/contracts/access-levels.ts";

interface Place {
  readonly driveId: string;
  /** Null is the drive's root. */
  readonly pageId: string | null;
}

/**
 * Gives what tells whether to offer something that needs a level: the page's own level where it was read, else the one
 * of the person's role. True where neither is known; the server decides again.
 */
export function useAllowed(): (place: Place, needed: AccessLevel) => boolean {
  const cache = useQueryClient();
  const { data: drives } = useQuery(drivesQuery());
  return useCallback(
    ({ driveId, pageId }, needed) => {
      const page = pageId === null ? undefined : cache.getQueryData<PageDetails>(queryKeys.page(pageId));
      if (page !== undefined) return includesLevel(page.level, needed);
      const role = drives?.find(({ id }) => id === driveId)?.role;
      // A guest's role gives nothing anywhere; what they may do with a page was given to them there.
      if (role === undefined || (role === "guest" && pageId !== null)) return true;
      return includesLevel(levelByDriveRole[role], needed);
    },
    [cache, drives],
  );
}
