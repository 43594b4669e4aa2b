import * as z from "zod";
import { accessRequestEvents } from "#services/contracts/events/access-requests.ts";
import { driveEvents } from "#services/contracts/events/drives.ts";
import { favoriteEvents } from "#services/contracts/events/favorites.ts";
import { fileEvents } from "#services/contracts/events/files.ts";
import { inviteEvents } from "#services/contracts/events/invites.ts";
import { memberEvents } from "#services/contracts/events/members.ts";
import { pageEvents } from "#services/contracts/events/pages.ts";
import { personEvents } from "#services/contracts/events/people.ts";
import { permissionEvents } from "#services/contracts/events/permissions.ts";
import { shareLinkEvents } from "#services/contracts/events/share-links.ts";
import { tagEvents } from "#services/contracts/events/tags.ts";

/** Something that happened in a stream (a drive or a person), as clients receive it. */
export const WorkspaceEvent = z
  .discriminatedUnion("type", [
    ...pageEvents,
    ...fileEvents,
    ...favoriteEvents,
    ...tagEvents,
    ...driveEvents,
    ...memberEvents,
    ...permissionEvents,
    ...shareLinkEvents,
    ...inviteEvents,
    ...personEvents,
    ...accessRequestEvents,
  ])
  .meta({ id: "WorkspaceEvent" });
export type WorkspaceEvent = z.infer<typeof WorkspaceEvent>;

/** An event before it is stored: the time and place in the stream are given by the store. */
export type NewWorkspaceEvent = WorkspaceEvent extends infer Event
  ? Event extends { createdAt: string }
    ? Omit<Event, "createdAt">
    : never
  : never;
