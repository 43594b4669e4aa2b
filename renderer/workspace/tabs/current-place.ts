import { useParams } from "@tanstack/react-router";

/** The drive and page of the current address. */
export function useCurrentPlace(): { readonly driveId: string | undefined; readonly pageId: string | undefined } {
  const { driveId, pageId } = useParams({ strict: false });
  return { driveId, pageId };
}
