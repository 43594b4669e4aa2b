import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import type { AccessLevel } from "#services/contracts/access-levels.ts";
import type { PagePermissions } from "#services/contracts/shapes.ts";

export type Grant = PagePermissions["grants"][number];
export type GivenLevel = Exclude<AccessLevel, "none">;
export type GivenRole = NonNullable<Grant["role"]>;

/** A change of who may see a page. */
export type RightsChange =
  | {
      readonly kind: "grant";
      readonly to: { readonly userId: string } | { readonly email: string } | { readonly role: GivenRole };
      readonly level: GivenLevel;
      readonly expiresAt: string | null;
    }
  | { readonly kind: "revoke"; readonly permissionId: string }
  | { readonly kind: "restrict"; readonly isRestricted: boolean };

/** Who may see a page, and why. */
export function permissionsQuery(pageId: string) {
  return queryOptions({
    queryKey: queryKeys.permissions(pageId),
    queryFn: ({ signal }) => api.call("permissions.list", { pageId }, { signal }),
  });
}

/** The people one may share with whose name or address begins so. */
export function peopleQuery(query: string) {
  return queryOptions({
    queryKey: queryKeys.people(query),
    queryFn: async ({ signal }) => (await api.call("people.search", { query }, { signal })).items,
    placeholderData: (before) => before,
  });
}

/** Changes who may see a page; the answer is what is shown then. */
export function useRightsChange(pageId: string) {
  const cache = useQueryClient();
  return useMutation({
    // One after the other: nothing is switched off meanwhile, which would take the focus from who works by keys.
    scope: { id: `permissions:${pageId}` },
    mutationFn: (change: RightsChange): Promise<PagePermissions> => {
      switch (change.kind) {
        case "grant":
          return api.call("permissions.grant", {
            pageId,
            ...change.to,
            level: change.level,
            expiresAt: change.expiresAt,
          });
        case "revoke":
          return api.call("permissions.revoke", { pageId, permissionId: change.permissionId });
        case "restrict":
          return api.call("permissions.restrict", { pageId, isRestricted: change.isRestricted });
      }
    },
    onSuccess: (permissions) => {
      cache.setQueryData(queryKeys.permissions(pageId), permissions);
      readAgain(cache, queryKeys.page(pageId));
    },
  });
}
