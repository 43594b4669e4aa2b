import { useEffect } from "react";
import type { Face } from "#renderer/components/face.ts";
import type { DocumentProvider } from "#renderer/realtime/document-provider.ts";
import { setPageFaces } from "#renderer/workspace/pages/page-status.ts";

interface AwarenessChange {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/** Shows in the header who else has the document open, once each however many windows they have. */
export function usePresence({ awareness }: DocumentProvider, pageId: string): void {
  useEffect(() => {
    const show = () => setPageFaces(pageId, facesIn(awareness));
    const showOthers = ({ added, updated, removed }: AwarenessChange) => {
      if ([...added, ...updated, ...removed].some((clientId) => clientId !== awareness.clientID)) show();
    };
    show();
    awareness.on("change", showOthers);
    return () => awareness.off("change", showOthers);
  }, [awareness, pageId]);
}

function facesIn(awareness: DocumentProvider["awareness"]): readonly Face[] {
  const faces = new Map<string, Face>();
  for (const [clientId, state] of awareness.getStates()) {
    const face = clientId === awareness.clientID ? undefined : toFace(state["user"]);
    if (face !== undefined) faces.set(face.id, face);
  }
  return [...faces.values()];
}

function toFace(user: unknown): Face | undefined {
  if (typeof user !== "object" || user === null) return undefined;
  const { id, name, color }: { id?: unknown; name?: unknown; color?: unknown } = user;
  return typeof id === "string" && typeof name === "string" && typeof color === "string"
    ? { id, name, color }
    : undefined;
}
