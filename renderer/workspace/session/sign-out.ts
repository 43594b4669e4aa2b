import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { endSession } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { useWorkspaceSocket } from "#renderer/workspace/connection/socket.tsx";
import { deleteCopies } from "#renderer/workspace/memory/delete-copies.ts";
import { forgetPerson } from "#renderer/workspace/memory/local-memory.ts";
import { type PageState, usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { usePendingTitles } from "#renderer/workspace/pages/pending-titles.ts";
import { leaveTitles, sendTitles } from "#renderer/workspace/pages/send-titles.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { cancelUploads, isUploading } from "#renderer/workspace/uploads/uploads-list.ts";
import { useSession } from "./session.tsx";

/** How long titles on their way may take to arrive before they count as unsent, in milliseconds. */
const sendingMs = 3_000;

/** Gives the function that removes what this browser kept for the person, once their session has ended for good, and leaves the workspace. */
export function useForgetPerson(): () => Promise<void> {
  const { serverId, user } = useSession();
  const socket = useWorkspaceSocket();
  return useCallback(async () => {
    socket?.close();
    leaveTitles();
    forgetPerson();
    await deleteCopies(`pagespace:${serverId}:${user.id}`, socket?.localCopies);
    // A fresh document: nothing of this person stays in memory.
    window.location.assign("/sign-in");
  }, [serverId, socket, user.id]);
}

/** Gives the function that ends the session here and removes what this browser kept for the person. */
export function useSignOut(): () => Promise<void> {
  const { t } = useTranslation();
  const forget = useForgetPerson();
  const socket = useWorkspaceSocket();
  const cache = useQueryClient();
  return useCallback(async () => {
    await Promise.race([sendTitles(cache), pause(sendingMs)]);
    const copies = socket?.localCopies;
    const kept = (await copies?.listUnsent().catch(() => [])) ?? [];
    if ((hasUnsentEdits() || kept.length > 0) && !window.confirm(t("signOut.unsent"))) return;
    if (isUploading() && !window.confirm(t("signOut.uploading"))) return;
    cancelUploads();
    socket?.pause();
    try {
      await endSession();
    } catch (error) {
      socket?.resume();
      showToast({ message: t("errors.notSignedOut"), description: sentenceOf(error) });
      return;
    }
    await forget();
  }, [cache, forget, socket, t]);
}

const unsentStates: readonly PageState[] = ["saving", "offline", "unkept", "refused"];

function hasUnsentEdits(): boolean {
  if (Object.keys(usePendingTitles.getState().byPage).length > 0) return true;
  return Object.values(usePageStatus.getState().byPage).some(({ state }) => unsentStates.includes(state));
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
