import { useEffect, useSyncExternalStore } from "react";
import type { DocumentProvider, ProviderStatus } from "#renderer/realtime/document-provider.ts";
import { setPageStatus } from "#renderer/workspace/pages/page-status.ts";

/** “Saved” shows when it has held this long, in milliseconds, so that the header does not flicker with each key. */
const savedAfterMs = 250;

/** What the provider says of the document, told to the page's header too. */
export function useProviderStatus(provider: DocumentProvider, pageId: string): ProviderStatus {
  const status = useSyncExternalStore(provider.subscribe, provider.readStatus);
  const { state, sentence, isAtRisk } = status;
  useEffect(() => {
    const show = () => setPageStatus({ pageId, state, sentence });
    if (state !== "saved") return show();
    const timer = setTimeout(show, savedAfterMs);
    return () => clearTimeout(timer);
  }, [pageId, state, sentence]);
  useEffect(() => {
    if (!isAtRisk) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isAtRisk]);
  return status;
}
