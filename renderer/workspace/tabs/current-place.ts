import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { readTabMemory, writeTabMemory } from "#renderer/workspace/memory/local-memory.ts";

/** The drive and page of the current address. */
export function useCurrentPlace(): { readonly driveId: string | undefined; readonly pageId: string | undefined } {
  const { driveId, pageId } = useParams({ strict: false });
  return { driveId, pageId };
}

/** The drive of the current address, and where that names none, as a search of all, the one this tab was in before. */
export function useShownDriveId(): string | undefined {
  const { driveId } = useCurrentPlace();
  useEffect(() => {
    if (driveId !== undefined) writeTabMemory("drive", driveId);
  }, [driveId]);
  if (driveId !== undefined) return driveId;
  const before = readTabMemory("drive");
  return typeof before === "string" ? before : undefined;
}
