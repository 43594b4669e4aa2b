import { useEffect, useSyncExternalStore } from "react";
import type { DocumentProvider } from "#renderer/realtime/document-provider.ts";
import { type PageStatus, setPageStatus } from "#renderer/workspace/page-status.ts";

export interface ProviderStatus extends PageStatus {
  /** Whether the document is here as a whole, from the server or from this device. */
  readonly isSynced: boolean;
}

/** “Saved” shows when it has held this long, in milliseconds, so that the header does not flicker with each key. */
const savedAfterMs = 250;

/** What the provider says of the document, told to the page's header too. */
export function useProviderStatus(provider: DocumentProvider, pageId: string): ProviderStatus {
  const status = useSyncExternalStore(provider.subscribe, provider.readStatus);
  const { state, sentence } = status;
  useEffect(() => {
    const show = () => setPageStatus({ pageId, state, sentence });
    if (state !== "saved") return show();
    const timer = setTimeout(show, savedAfterMs);
    return () => clearTimeout(timer);
  }, [pageId, state, sentence]);
  return status;
}
