import { PageType } from "#services/contracts/shapes.ts";
import { prepare } from "#services/database/prepare.ts";
import type { MentionNames } from "#services/documents/schema/mention-names.ts";
import { type Mentioned, mentionAddressOf } from "#services/documents/schema/page-address.ts";
import type { Actor } from "#services/identity/actor.ts";
import type { WebServices } from "#services/web/context.ts";
import { reachedDrives } from "#services/web/operations/actor-reach.ts";
import { mayView } from "#services/web/pages/page-summary.ts";

interface MentionedPage {
  readonly id: string;
  readonly driveId: string;
  readonly type: string;
  readonly title: string;
  readonly icon: string | null;
}

/** Those of the pages `$1` that the person `$2` may view, in the drives `$3` where given. */
const selectPages = prepare<MentionedPage>(
  "mentioned-pages",
  `SELECT p.id, p.drive_id AS "driveId", p.type, p.title, p.icon FROM pages p
   WHERE p.id = ANY ($1::uuid[]) AND ($3::uuid[] IS NULL OR p.drive_id = ANY ($3::uuid[])) AND ${mayView("p.id")}`,
);

/**
 * Those of the people `$1` whose names the reader `$3` of the page `$2` knows: members of its drive, where the reader is
 * more than a guest there, and those it mentions, which stay there when they leave the drive. An id that somebody found
 * elsewhere gives no name.
 */
const selectPeople = prepare<{ readonly id: string; readonly name: string }>(
  "mentioned-people",
  `SELECT u.id, u.name FROM users u
   WHERE u.id = ANY ($1::uuid[]) AND (
     EXISTS (SELECT FROM pages p JOIN drive_members m ON m.drive_id = p.drive_id AND m.user_id = u.id
       JOIN drive_members own ON own.drive_id = p.drive_id AND own.user_id = $3::uuid AND own.role <> 'guest'
       WHERE p.id = $2::uuid)
     OR EXISTS (SELECT FROM page_links l WHERE l.source_id = $2::uuid AND l.kind = 'person' AND l.target_id = u.id))`,
);

interface Asked {
  /** The page whose document mentions them; the actor may view it. */
  readonly pageId: string;
  readonly pageIds: readonly string[];
  readonly userIds: readonly string[];
}

/** What an actor may know of what a page mentions; the rest is missing. */
export async function readMentioned({ db }: Pick<WebServices, "db">, actor: Actor, asked: Asked) {
  const { pageId, pageIds, userIds } = asked;
  const [pages, people] = await Promise.all([
    pageIds.length === 0 ? [] : selectPages(db, [pageIds, actor.userId, reachedDrives(actor)]),
    userIds.length === 0 ? [] : selectPeople(db, [userIds, pageId, actor.userId]),
  ]);
  return { pages: pages.map((page) => ({ ...page, type: PageType.parse(page.type) })), people: [...people] };
}

/** The names of what a page mentions as an actor may know them. */
export async function readMentionNames(
  services: Pick<WebServices, "db">,
  actor: Actor,
  { pageId, mentioned }: { readonly pageId: string; readonly mentioned: readonly Mentioned[] },
): Promise<MentionNames> {
  const idsOf = (kind: Mentioned["kind"]) => mentioned.flatMap((one) => (one.kind === kind ? [one.id] : []));
  const asked = { pageId, pageIds: idsOf("page"), userIds: idsOf("person") };
  const { pages, people } = await readMentioned(services, actor, asked);
  return new Map([
    ...pages.map(({ id, title }) => [mentionAddressOf({ kind: "page", id }), title] as const),
    ...people.map(({ id, name }) => [mentionAddressOf({ kind: "person", id }), name] as const),
  ]);
}
