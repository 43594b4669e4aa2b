import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { endSession } from "#renderer/api/client.ts";
import { showToast } from "#renderer/components/toast.ts";
import { useWorkspaceSocket } from "#renderer/workspace/connection/socket.tsx";
import { deleteCopies } from "#renderer/workspace/memory/delete-copies.ts";
import { forgetPerson } from "#renderer/workspace/memory/local-memory.ts";
import { type PageState, usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { cancelUploads, isUploading } from "#renderer/workspace/uploads/uploads.ts";
import { useSession } from "./session.tsx";

/** Gives the function that ends the session here and removes what this browser kept for the person. */
export function useSignOut(): () => Promise<void> {
  const { t } = useTranslation();
  const { serverId, user } = useSession();
  const socket = useWorkspaceSocket();
  return useCallback(async () => {
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
    socket?.close();
    forgetPerson();
    await deleteCopies(`pagespace:${serverId}:${user.id}`, copies);
    // A fresh document: nothing of this person stays in memory.
    window.location.assign("/sign-in");
  }, [serverId, socket, t, user.id]);
}

const unsentStates: readonly PageState[] = ["saving", "offline", "unkept", "refused"];

function hasUnsentEdits(): boolean {
  return Object.values(usePageStatus.getState().byPage).some(({ state }) => unsentStates.includes(state));
}
