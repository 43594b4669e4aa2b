import { type QueryClient, useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback } from "react";
import { api } from "#renderer/api/client.ts";
import { PicturesProvider } from "#renderer/components/person-picture.tsx";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";

type Versions = Readonly<Record<string, string>>;

/** Lets everything inside show the pictures of those the person knows. */
export function AvatarProvider({ children }: { readonly children: ReactNode }) {
  const versions = useVersions();
  const find = useCallback(
    (userId: string) => {
      const version = versions?.[userId];
      return version === undefined ? undefined : api.address("people.readAvatar", { userId, version });
    },
    [versions],
  );
  return <PicturesProvider value={find}>{children}</PicturesProvider>;
}

/** Whether somebody has a picture, as far as that is known. */
export function useHasAvatar(userId: string): boolean {
  return useVersions()?.[userId] !== undefined;
}

function useVersions(): Versions | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.avatars,
    queryFn: async ({ signal }): Promise<Versions> => {
      const { items } = await api.call("people.listAvatars", {}, { signal });
      return Object.fromEntries(items.map((item) => [item.userId, item.version]));
    },
  });
  return data;
}

/** Notes a person's new picture, or with null that they have none. */
export function noteAvatar(cache: QueryClient, userId: string, version: string | null): void {
  cache.setQueryData<Versions>(queryKeys.avatars, (known) => {
    if (known === undefined) return undefined;
    const { [userId]: _before, ...others } = known;
    return version === null ? others : { ...others, [userId]: version };
  });
}
