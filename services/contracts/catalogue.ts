import type * as z from "zod";
import type { Operation } from "#services/contracts/operation.ts";
import { accessRequestOperations } from "#services/contracts/operations/access-requests.ts";
import { activityOperations } from "#services/contracts/operations/activity.ts";
import { administrationOperations } from "#services/contracts/operations/administration.ts";
import { documentOperations } from "#services/contracts/operations/documents.ts";
import { driveOperations } from "#services/contracts/operations/drives.ts";
import { eventOperations } from "#services/contracts/operations/events.ts";
import { favoriteOperations } from "#services/contracts/operations/favorites.ts";
import { fileOperations } from "#services/contracts/operations/files.ts";
import { inviteOperations } from "#services/contracts/operations/invites.ts";
import { memberOperations } from "#services/contracts/operations/members.ts";
import { pageLookOperations } from "#services/contracts/operations/page-look.ts";
import { pageOperations } from "#services/contracts/operations/pages.ts";
import { peopleOperations } from "#services/contracts/operations/people.ts";
import { permissionOperations } from "#services/contracts/operations/permissions.ts";
import { searchOperations } from "#services/contracts/operations/search.ts";
import { sessionOperations } from "#services/contracts/operations/sessions.ts";
import { setupOperations } from "#services/contracts/operations/setup.ts";
import { shareLinkOperations } from "#services/contracts/operations/share-links.ts";
import { tagOperations } from "#services/contracts/operations/tags.ts";
import { tokenOperations } from "#services/contracts/operations/tokens.ts";

/** Every operation there is, by name. */
export const catalogue = {
  ...setupOperations,
  ...sessionOperations,
  ...tokenOperations,
  ...inviteOperations,
  ...driveOperations,
  ...memberOperations,
  ...pageOperations,
  ...tagOperations,
  ...pageLookOperations,
  ...favoriteOperations,
  ...permissionOperations,
  ...accessRequestOperations,
  ...shareLinkOperations,
  ...peopleOperations,
  ...documentOperations,
  ...searchOperations,
  ...activityOperations,
  ...eventOperations,
  ...fileOperations,
  ...administrationOperations,
} as const satisfies Readonly<Record<string, Operation>>;

export type Catalogue = typeof catalogue;
export type OperationName = keyof Catalogue;
/** What a caller gives; defaults may be left out. */
export type OperationInput<Name extends OperationName> = z.input<Catalogue[Name]["input"]>;
/** What a handler receives after parsing. */
export type ParsedInput<Name extends OperationName> = z.output<Catalogue[Name]["input"]>;
export type OperationOutput<Name extends OperationName> = z.output<Catalogue[Name]["output"]>;
