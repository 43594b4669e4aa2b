import { eq } from "drizzle-orm";
import type { DriveSummary } from "#services/contracts/shapes.ts";
import { users } from "#services/database/schema/people.ts";
import { schemaVersion } from "#services/documents/schema/schema-version.ts";
import { appendUpdates } from "#services/documents/store/append-updates.ts";
import { draftContent } from "#services/documents/store/draft-content.ts";
import { createStream } from "#services/events/publish-events.ts";
import { insertDrive } from "#services/web/drives/insert-drive.ts";
import type { TransactionScope } from "#services/web/operations/transact.ts";
import { insertPage } from "#services/web/pages/insert-page.ts";
import { welcomeTitle, writeWelcome } from "./welcome-page.ts";

/** Gives a new person their event stream and a private Home drive with a Welcome page. */
export async function createHomeDrive({ tx, documentGrew }: TransactionScope, userId: string): Promise<DriveSummary> {
  await createStream(tx, userId);
  const drive = await insertDrive(tx, { name: "Home", kind: "home", ownerId: userId });
  const page = await insertPage(tx, {
    driveId: drive.id,
    parentId: null,
    type: "document",
    title: welcomeTitle,
    actorId: userId,
  });
  const [person] = await tx.select({ isOwner: users.isOwner }).from(users).where(eq(users.id, userId));
  const updates = await draftContent(writeWelcome({ isOwner: person?.isOwner === true }));
  const heads = await appendUpdates(tx, [{ pageId: page.id, updates, actorId: userId, schemaVersion }]);
  for (const [pageId, seq] of heads) documentGrew(pageId, seq);
  return drive;
}
