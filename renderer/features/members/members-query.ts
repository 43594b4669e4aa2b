import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#renderer/api/client.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { readAgain } from "#renderer/workspace/cache/read-again.ts";
import { readDrivesAgain } from "#renderer/workspace/drives/read-drives-again.ts";
import type { OperationInput } from "#services/contracts/catalogue.ts";

export type GivenRole = OperationInput<"members.changeRole">["role"];

/** The roles that can be given, strongest first. */
export const givenRoles = ["admin", "editor", "commenter", "viewer", "guest"] as const satisfies readonly GivenRole[];

/** The role a choice stands for. */
export function asRole(value: string): GivenRole {
  return givenRoles.find((role) => role === value) ?? "viewer";
}

/** A change of who is in a drive and as what. */
export type MemberChange =
  | { readonly kind: "role"; readonly userId: string; readonly role: GivenRole }
  | { readonly kind: "remove"; readonly userId: string }
  | { readonly kind: "handOn"; readonly userId: string }
  | { readonly kind: "leave" };

async function send(driveId: string, change: MemberChange): Promise<void> {
  switch (change.kind) {
    case "role":
      await api.call("members.changeRole", { driveId, userId: change.userId, role: change.role });
      return;
    case "remove":
      await api.call("members.remove", { driveId, userId: change.userId });
      return;
    case "handOn":
      await api.call("drives.transferOwnership", { driveId, userId: change.userId });
      return;
    case "leave":
      await api.call("drives.leave", { driveId });
  }
}

/** Changes who is in a drive; what is shown of it is read again, also without events. */
export function useMemberChange(driveId: string) {
  const cache = useQueryClient();
  return useMutation({
    // One after the other: nothing is switched off meanwhile, which would take the focus from who works by keys.
    scope: { id: `members:${driveId}` },
    mutationFn: (change: MemberChange) => send(driveId, change),
    onSettled: (_sent, error, change) => {
      // Who has left may not read who is left.
      if (error !== null || change.kind !== "leave") readAgain(cache, queryKeys.members(driveId));
      readDrivesAgain(cache, [driveId]);
    },
  });
}
