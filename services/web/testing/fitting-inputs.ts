import type { OperationName } from "#services/contracts/catalogue.ts";
import { avatars } from "#services/database/schema/people.ts";
import { createSession } from "#services/identity/sessions.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import type { TestPerson, TestWeb } from "./test-web.ts";

/** What there is before the first operation is asked. */
export interface Ground {
  readonly web: TestWeb;
  /** Who asks: the owner of the installation and of the drive. */
  readonly ada: TestPerson;
  readonly driveId: string;
  readonly documentId: string;
  readonly pictureId: string;
}

export type Input = Readonly<Record<string, unknown>>;

/** A fitting input for every operation, with what it needs made afresh for each call; a new operation does not compile without one. */
export function createInputs({
  web,
  ada,
  driveId,
  documentId,
  pictureId,
}: Ground): Readonly<Record<OperationName, () => Input | Promise<Input>>> {
  let made = 0;

  async function newPage(isTrashed = false): Promise<string> {
    made += 1;
    const { id: pageId } = await web.call("pages.create", { driveId, type: "folder", title: `Page ${made}` }, ada);
    if (isTrashed) await web.call("pages.trash", { pageId }, ada);
    return pageId;
  }

  async function newInvite(): Promise<string> {
    const { url } = await web.call("invites.create", { driveId, role: "viewer" }, ada);
    return new URL(url).hash.replace("#code=", "");
  }

  async function newMember(of: string): Promise<string> {
    made += 1;
    const person = await web.addPerson(`Member${made}`);
    await web.addMember(of, person, "viewer");
    return person.actor.userId;
  }

  async function newPortrait(): Promise<string> {
    const userId = await newMember(driveId);
    await web.db.insert(avatars).values({ userId, version: "1", webp: Buffer.from("a portrait") });
    return userId;
  }

  async function newTemplate(): Promise<string> {
    const pageId = await newPage();
    await web.call("pages.setTemplate", { pageId, isTemplate: true }, ada);
    return pageId;
  }

  async function askForDocument(): Promise<string> {
    made += 1;
    const person = await web.addPerson(`Asker${made}`);
    await web.call("accessRequests.create", { pageId: documentId }, person);
    return person.actor.userId;
  }

  async function newTrashedDrive(): Promise<string> {
    const trashed = await web.addDrive(ada, "Put away");
    await web.call("drives.trash", { driveId: trashed }, ada);
    return trashed;
  }

  async function newTag(): Promise<string> {
    made += 1;
    return (await web.call("tags.create", { driveId, name: `Tag ${made}` }, ada)).id;
  }

  async function newTagging(): Promise<Input & { pageId: string; tagId: string }> {
    const tagging = { pageId: await newPage(), tagId: await newTag() };
    await web.call("pages.tag", tagging, ada);
    return tagging;
  }

  async function newFavorite(): Promise<string> {
    const pageId = await newPage();
    await web.call("favorites.add", { pageId }, ada);
    return pageId;
  }

  async function newReset(): Promise<string> {
    const { url } = await web.call("passwordResets.create", { userId: await newMember(driveId) }, ada);
    return new URL(url).hash.replace("#code=", "");
  }

  return {
    "setup.createOwner": () => ({
      code: "x".repeat(20),
      name: "Eve",
      email: "eve@example.org",
      password: "long enough",
    }),
    "sessions.create": () => ({ email: ada.actor.email, password: ada.password }),
    "sessions.read": () => ({}),
    "sessions.list": () => ({}),
    "sessions.delete": async () => {
      const { sessionId } = await createSession(web.db, { userId: ada.actor.userId, userAgent: null });
      return { sessionId };
    },
    "tokens.create": () => ({ name: "Agent", scope: "read", driveIds: [driveId], expiresInDays: 3 }),
    "tokens.list": () => ({}),
    "tokens.revoke": async () => ({
      tokenId: (await web.call("tokens.create", { name: "Old", scope: "read" }, ada)).summary.id,
    }),
    "invites.create": () => ({ driveId, role: "viewer" }),
    "invites.read": async () => ({ code: await newInvite() }),
    "invites.accept": async () => {
      made += 1;
      const person = { name: "Guest", email: `guest${made}@example.org`, password: "long enough" };
      return { code: await newInvite(), ...person };
    },
    // Without a mail server every surface says so alike.
    "invites.mail": async () => ({ driveId, code: await newInvite(), email: "gus@example.org" }),
    "invites.list": () => ({ driveId }),
    "invites.revoke": async () => ({
      driveId,
      inviteId: (await web.call("invites.create", { driveId, role: "viewer" }, ada)).invite.id,
    }),
    "members.list": () => ({ driveId }),
    "members.changeRole": async () => ({ driveId, userId: await newMember(driveId), role: "editor" }),
    "members.remove": async () => ({ driveId, userId: await newMember(driveId) }),
    "people.list": () => ({}),
    "people.update": () => ({ name: "Ada" }),
    "people.setAvatar": () => ({}),
    "people.removeAvatar": () => ({}),
    "people.listAvatars": () => ({}),
    "people.readAvatar": async () => ({ userId: await newPortrait() }),
    "people.changePassword": () => ({
      password: ada.password,
      newPassword: ada.password,
      endsOtherSessions: false,
    }),
    "people.deactivate": async () => ({ userId: await newMember(driveId) }),
    "people.reactivate": async () => {
      const userId = await newMember(driveId);
      await web.call("people.deactivate", { userId }, ada);
      return { userId };
    },
    "people.delete": async () => ({ userId: await newMember(driveId) }),
    // The owner, who asks here, is refused on every surface alike.
    "people.deleteSelf": () => ({ password: ada.password }),
    "passwordResets.create": async () => ({ userId: await newMember(driveId) }),
    "passwordResets.read": async () => ({ code: await newReset() }),
    "passwordResets.use": async () => ({ code: await newReset(), password: "another long one" }),
    "drives.leave": async () => {
      made += 1;
      const another = await web.addDrive(await web.addPerson(`Owner${made}`));
      await web.addMember(another, ada, "viewer");
      return { driveId: another };
    },
    "drives.transferOwnership": async () => {
      const another = await web.addDrive(ada, "Handed on");
      return { driveId: another, userId: await newMember(another) };
    },
    "drives.list": () => ({}),
    "drives.create": () => ({ name: "Another" }),
    "drives.read": () => ({ driveId }),
    "drives.update": () => ({ driveId, icon: "🦆", description: "Where herons stand." }),
    "drives.listTrashed": () => ({}),
    "drives.trash": async () => ({ driveId: await web.addDrive(ada, "Put away") }),
    "drives.restore": async () => ({ driveId: await newTrashedDrive() }),
    "drives.rename": () => ({ driveId, name: "Surfaces" }),
    "pages.create": () => ({ driveId, parentId: null, type: "folder", title: "-x “quoted” \n $HOME" }),
    "pages.read": () => ({ pageId: documentId }),
    "pages.list": () => ({ driveId, limit: 2 }),
    "pages.listMany": () => ({ driveId, parentIds: [null, documentId] }),
    "pages.listBacklinks": () => ({ pageId: documentId }),
    "pages.rename": async () => ({ pageId: await newPage(), title: "Renamed" }),
    "pages.move": async () => ({ pageId: await newPage(), parentId: null }),
    "pages.moveMany": async () => ({ pageIds: [await newPage(), await newPage()], driveId, parentId: null }),
    "pages.trashMany": async () => ({ pageIds: [await newPage(), await newPage()] }),
    "pages.restoreMany": async () => ({ pageIds: [await newPage(true), await newPage(true)] }),
    "pages.previewMove": () => ({ pageIds: [documentId], driveId, parentId: null }),
    "pages.duplicate": async () => ({ pageId: await newPage(), parentId: null }),
    "pages.trash": async () => ({ pageId: await newPage() }),
    "pages.restore": async () => ({ pageId: await newPage(true) }),
    "pages.delete": async () => ({ pageId: await newPage(true) }),
    "pages.setIcon": async () => ({ pageId: await newPage(), icon: "🦆" }),
    "pages.setFullWidth": async () => ({ pageId: await newPage(), isFullWidth: true }),
    "pages.setLocked": async () => ({ pageId: await newPage(), isLocked: true }),
    "pages.setCover": async () => ({ pageId: await newPage(), cover: { kind: "gradient", name: "dawn" } }),
    "pages.setTemplate": async () => ({ pageId: await newPage(), isTemplate: true }),
    "pages.listTemplates": () => ({ driveId }),
    "pages.createFromTemplate": async () => ({ pageId: await newTemplate(), parentId: null }),
    "tags.list": () => ({ driveId }),
    "tags.create": () => {
      made += 1;
      return { driveId, name: `Tag ${made}`, color: "teal" };
    },
    "tags.update": async () => ({ driveId, tagId: await newTag(), color: "pink" }),
    "tags.delete": async () => ({ driveId, tagId: await newTag() }),
    "tags.restore": async () => {
      const tagId = await newTag();
      await web.call("tags.delete", { driveId, tagId }, ada);
      return { driveId, tagId };
    },
    "pages.tag": async () => ({ pageId: await newPage(), tagId: await newTag() }),
    "pages.untag": newTagging,
    "pages.tagMany": async () => ({ pageIds: [await newPage(), await newPage()], tagId: await newTag() }),
    "pages.untagMany": async () => {
      const { pageId, tagId } = await newTagging();
      return { pageIds: [pageId], tagId };
    },
    "favorites.list": () => ({}),
    "favorites.add": async () => ({ pageId: await newPage() }),
    "favorites.remove": async () => ({ pageId: await newFavorite() }),
    "favorites.addMany": async () => ({ pageIds: [await newPage(), await newPage()] }),
    "favorites.removeMany": async () => ({ pageIds: [await newFavorite(), await newFavorite()] }),
    "favorites.move": async () => ({ pageId: await newFavorite(), beforeId: await newFavorite() }),
    "permissions.list": () => ({ pageId: documentId }),
    "permissions.grant": async () => ({ pageId: await newPage(), role: "viewer", level: "edit", expiresAt: null }),
    "permissions.revoke": async () => {
      const pageId = await newPage();
      const { grants } = await web.call("permissions.grant", { pageId, role: "viewer", level: "edit" }, ada);
      return { pageId, permissionId: grants[0]?.id };
    },
    "permissions.restrict": async () => ({ pageId: await newPage(), isRestricted: false }),
    "accessRequests.create": () => ({ pageId: createId(), level: "edit", message: "For the report" }),
    "accessRequests.list": () => ({}),
    "accessRequests.answer": async () => ({ pageId: documentId, userId: await askForDocument(), level: "view" }),
    "shareLinks.create": () => ({ pageId: documentId, hasSubtree: true, isIndexable: false, password: "long enough" }),
    "shareLinks.list": () => ({ pageId: documentId }),
    "shareLinks.revoke": async () => {
      const pageId = await newPage();
      return { pageId, linkId: (await web.call("shareLinks.create", { pageId }, ada)).link.id };
    },
    "people.search": () => ({ query: "Guest" }),
    "documents.read": () => ({ pageId: documentId, format: "markdown" }),
    "documents.readMentions": () => ({ pageId: documentId, pageIds: [documentId], userIds: [ada.actor.userId] }),
    "documents.replace": () => ({ pageId: documentId, markdown: "# One\n\nTwo.\n" }),
    "search.query": () => ({ query: "heron", driveId }),
    "activity.list": () => ({ driveId, pageId: documentId, limit: 2 }),
    "events.list": () => ({ streams: [{ id: driveId, cursor: null }] }),
    "socketTokens.issue": () => ({}),
    "files.upload": () => ({ driveId, name: "again.png" }),
    "files.read": () => ({ pageId: pictureId }),
    "files.download": () => ({ pageId: pictureId }),
    "files.preview": () => ({ pageId: pictureId }),
    "administration.readStorage": () => ({}),
    "administration.readHealth": () => ({}),
    "administration.readVersions": () => ({}),
    "administration.readLogs": () => ({}),
    "files.reprocess": () => ({ pageId: pictureId }),
  };
}
