import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { DocumentProvider, ProviderStatus } from "#renderer/realtime/document-provider.ts";
import { setPageStatus } from "#renderer/workspace/pages/page-status.ts";

/** “Saved” shows when it has held this long, in milliseconds, so that the header does not flicker with each key. */
const savedAfterMs = 250;

/**
 * What the provider says of the document, told to the page's header too. Once it has been saved, “saving” is told to the
 * header alone: it comes and goes with each key, and nothing else on the page is drawn differently by it.
 */
export function useProviderStatus(provider: DocumentProvider, pageId: string): ProviderStatus {
  const read = useMemo(() => createSteadyReader(provider), [provider]);
  const status = useSyncExternalStore(provider.subscribe, read);
  useEffect(() => showInHeader(provider, pageId), [provider, pageId]);
  useEffect(() => askBeforeLosing(provider), [provider]);
  return status;
}

function createSteadyReader({ readStatus }: DocumentProvider): () => ProviderStatus {
  let shown = readStatus();
  return () => {
    const next = readStatus();
    const isTyped = shown.state === "saved" && next.state === "saving" && shown.isSynced === next.isSynced;
    const isSame = shown.state === next.state && shown.sentence === next.sentence && shown.isSynced === next.isSynced;
    if (!isTyped && !isSame) shown = next;
    return shown;
  };
}

function showInHeader(provider: DocumentProvider, pageId: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(timer);
    const { state, sentence } = provider.readStatus();
    const tell = () => setPageStatus({ pageId, state, sentence });
    if (state === "saved") timer = setTimeout(tell, savedAfterMs);
    else tell();
  };
  show();
  const stop = provider.subscribe(show);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function askBeforeLosing(provider: DocumentProvider): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (provider.readStatus().isAtRisk) event.preventDefault();
  };
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
