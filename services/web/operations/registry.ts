import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { answerAccessRequest } from "#services/web/access-requests/answer-access-request.ts";
import { askForAccess } from "#services/web/access-requests/ask-for-access.ts";
import { listAccessRequests } from "#services/web/access-requests/list-access-requests.ts";
import { listActivity } from "#services/web/activity/list-activity.ts";
import { readHealth } from "#services/web/administration/read-health.ts";
import { readLogs } from "#services/web/administration/read-logs.ts";
import { readStorage } from "#services/web/administration/read-storage.ts";
import { readVersions } from "#services/web/administration/read-versions.ts";
import { readDocument } from "#services/web/documents/read-document.ts";
import { readMentions } from "#services/web/documents/read-mentions.ts";
import { replaceDocument } from "#services/web/documents/replace-document.ts";
import { createDrive } from "#services/web/drives/create-drive.ts";
import { leaveDrive } from "#services/web/drives/leave-drive.ts";
import { listDrives } from "#services/web/drives/list-drives.ts";
import { listTrashedDrives } from "#services/web/drives/list-trashed-drives.ts";
import { readDrive } from "#services/web/drives/read-drive.ts";
import { renameDrive } from "#services/web/drives/rename-drive.ts";
import { restoreDrive } from "#services/web/drives/restore-drive.ts";
import { transferOwnership } from "#services/web/drives/transfer-ownership.ts";
import { trashDrive } from "#services/web/drives/trash-drive.ts";
import { updateDrive } from "#services/web/drives/update-drive.ts";
import { issueOwnSocketToken } from "#services/web/events/issue-socket-token.ts";
import { listStreamEvents } from "#services/web/events/list-events.ts";
import { addFavorite, addManyFavorites } from "#services/web/favorites/add-favorite.ts";
import { listFavorites } from "#services/web/favorites/list-favorites.ts";
import { moveFavorite } from "#services/web/favorites/move-favorite.ts";
import { removeFavorite, removeManyFavorites } from "#services/web/favorites/remove-favorite.ts";
import { downloadFile } from "#services/web/files/download-file.ts";
import { downloadPreview } from "#services/web/files/download-preview.ts";
import { readFile } from "#services/web/files/read-file.ts";
import { reprocessFile } from "#services/web/files/reprocess-file.ts";
import { uploadFile } from "#services/web/files/upload-file.ts";
import { acceptInvite } from "#services/web/invites/accept-invite.ts";
import { createInvite } from "#services/web/invites/create-invite.ts";
import { listInvites } from "#services/web/invites/list-invites.ts";
import { mailInvite } from "#services/web/invites/mail-invite.ts";
import { readInvite } from "#services/web/invites/read-invite.ts";
import { revokeInvite } from "#services/web/invites/revoke-invite.ts";
import { changeMemberRole } from "#services/web/members/change-member-role.ts";
import { listMembers } from "#services/web/members/list-members.ts";
import { removeMember } from "#services/web/members/remove-member.ts";
import { createFromTemplate } from "#services/web/pages/create-from-template.ts";
import { createPage } from "#services/web/pages/create-page.ts";
import { deletePage } from "#services/web/pages/delete-page.ts";
import { duplicatePage } from "#services/web/pages/duplicate-page.ts";
import { listBacklinks } from "#services/web/pages/list-backlinks.ts";
import { listManyPages, listPages } from "#services/web/pages/list-pages.ts";
import { listTemplates } from "#services/web/pages/list-templates.ts";
import { moveManyPages, movePage } from "#services/web/pages/move-page.ts";
import { previewMove } from "#services/web/pages/preview-move.ts";
import { readPage } from "#services/web/pages/read-page.ts";
import { renamePage } from "#services/web/pages/rename-page.ts";
import { restoreManyPages, restorePage } from "#services/web/pages/restore-page.ts";
import { setCover } from "#services/web/pages/set-cover.ts";
import { setFullWidth } from "#services/web/pages/set-full-width.ts";
import { setLocked } from "#services/web/pages/set-locked.ts";
import { setPageIcon } from "#services/web/pages/set-page-icon.ts";
import { setTemplate } from "#services/web/pages/set-template.ts";
import { trashManyPages, trashPage } from "#services/web/pages/trash-page.ts";
import { createPasswordReset } from "#services/web/password-resets/create-password-reset.ts";
import { readPasswordReset } from "#services/web/password-resets/read-password-reset.ts";
import { usePasswordReset } from "#services/web/password-resets/use-password-reset.ts";
import { removeAvatar, setAvatar } from "#services/web/people/change-avatar.ts";
import { changePassword } from "#services/web/people/change-password.ts";
import { deactivatePerson, reactivatePerson } from "#services/web/people/deactivate-person.ts";
import { deletePerson, deleteSelf } from "#services/web/people/delete-person.ts";
import { listPeople } from "#services/web/people/list-people.ts";
import { listAvatars, readAvatar } from "#services/web/people/read-avatar.ts";
import { searchPeople } from "#services/web/people/search-people.ts";
import { updatePerson } from "#services/web/people/update-person.ts";
import { grantPermission } from "#services/web/permissions/grant-permission.ts";
import { listPermissions } from "#services/web/permissions/list-permissions.ts";
import { restrictPage } from "#services/web/permissions/restrict-page.ts";
import { revokePermission } from "#services/web/permissions/revoke-permission.ts";
import { querySearch } from "#services/web/search/query-search.ts";
import { createSessionByPassword } from "#services/web/sessions/create-session.ts";
import { deleteOwnSession } from "#services/web/sessions/delete-session.ts";
import { listOwnSessions, readSession } from "#services/web/sessions/read-session.ts";
import { createOwner } from "#services/web/setup/create-owner.ts";
import { createShareLink } from "#services/web/share-links/create-share-link.ts";
import { listShareLinks } from "#services/web/share-links/list-share-links.ts";
import { revokeShareLink } from "#services/web/share-links/revoke-share-link.ts";
import { createTag } from "#services/web/tags/create-tag.ts";
import { deleteTag, restoreTag } from "#services/web/tags/delete-tag.ts";
import { listTags } from "#services/web/tags/list-tags.ts";
import { tagManyPages, tagPage, untagManyPages, untagPage } from "#services/web/tags/tag-pages.ts";
import { updateTag } from "#services/web/tags/update-tag.ts";
import { createToken } from "#services/web/tokens/create-token.ts";
import { listTokens } from "#services/web/tokens/list-tokens.ts";
import { revokeToken } from "#services/web/tokens/revoke-token.ts";
import { type Implemented, implement } from "./implement.ts";

/** Every operation with its handler; a missing one or one of another shape does not compile. */
export const registry: Readonly<Record<OperationName, Implemented>> = {
  "setup.createOwner": implement(catalogue["setup.createOwner"], createOwner),
  "sessions.create": implement(catalogue["sessions.create"], createSessionByPassword),
  "sessions.read": implement(catalogue["sessions.read"], readSession),
  "sessions.list": implement(catalogue["sessions.list"], listOwnSessions),
  "sessions.delete": implement(catalogue["sessions.delete"], deleteOwnSession),
  "tokens.create": implement(catalogue["tokens.create"], createToken),
  "tokens.list": implement(catalogue["tokens.list"], listTokens),
  "tokens.revoke": implement(catalogue["tokens.revoke"], revokeToken),
  "invites.create": implement(catalogue["invites.create"], createInvite),
  "invites.mail": implement(catalogue["invites.mail"], mailInvite),
  "invites.list": implement(catalogue["invites.list"], listInvites),
  "invites.revoke": implement(catalogue["invites.revoke"], revokeInvite),
  "invites.read": implement(catalogue["invites.read"], readInvite),
  "invites.accept": implement(catalogue["invites.accept"], acceptInvite),
  "drives.list": implement(catalogue["drives.list"], listDrives),
  "drives.create": implement(catalogue["drives.create"], createDrive),
  "drives.rename": implement(catalogue["drives.rename"], renameDrive),
  "drives.read": implement(catalogue["drives.read"], readDrive),
  "drives.update": implement(catalogue["drives.update"], updateDrive),
  "drives.listTrashed": implement(catalogue["drives.listTrashed"], listTrashedDrives),
  "drives.trash": implement(catalogue["drives.trash"], trashDrive),
  "drives.restore": implement(catalogue["drives.restore"], restoreDrive),
  "drives.leave": implement(catalogue["drives.leave"], leaveDrive),
  "drives.transferOwnership": implement(catalogue["drives.transferOwnership"], transferOwnership),
  "members.list": implement(catalogue["members.list"], listMembers),
  "members.changeRole": implement(catalogue["members.changeRole"], changeMemberRole),
  "members.remove": implement(catalogue["members.remove"], removeMember),
  "pages.create": implement(catalogue["pages.create"], createPage),
  "pages.read": implement(catalogue["pages.read"], readPage),
  "pages.list": implement(catalogue["pages.list"], listPages),
  "pages.listMany": implement(catalogue["pages.listMany"], listManyPages),
  "pages.listBacklinks": implement(catalogue["pages.listBacklinks"], listBacklinks),
  "pages.rename": implement(catalogue["pages.rename"], renamePage),
  "pages.setIcon": implement(catalogue["pages.setIcon"], setPageIcon),
  "pages.setFullWidth": implement(catalogue["pages.setFullWidth"], setFullWidth),
  "pages.setLocked": implement(catalogue["pages.setLocked"], setLocked),
  "pages.setCover": implement(catalogue["pages.setCover"], setCover),
  "pages.setTemplate": implement(catalogue["pages.setTemplate"], setTemplate),
  "pages.listTemplates": implement(catalogue["pages.listTemplates"], listTemplates),
  "pages.createFromTemplate": implement(catalogue["pages.createFromTemplate"], createFromTemplate),
  "pages.move": implement(catalogue["pages.move"], movePage),
  "pages.moveMany": implement(catalogue["pages.moveMany"], moveManyPages),
  "pages.previewMove": implement(catalogue["pages.previewMove"], previewMove),
  "pages.duplicate": implement(catalogue["pages.duplicate"], duplicatePage),
  "pages.trash": implement(catalogue["pages.trash"], trashPage),
  "pages.trashMany": implement(catalogue["pages.trashMany"], trashManyPages),
  "pages.restoreMany": implement(catalogue["pages.restoreMany"], restoreManyPages),
  "pages.restore": implement(catalogue["pages.restore"], restorePage),
  "pages.delete": implement(catalogue["pages.delete"], deletePage),
  "pages.tag": implement(catalogue["pages.tag"], tagPage),
  "pages.untag": implement(catalogue["pages.untag"], untagPage),
  "pages.tagMany": implement(catalogue["pages.tagMany"], tagManyPages),
  "pages.untagMany": implement(catalogue["pages.untagMany"], untagManyPages),
  "tags.list": implement(catalogue["tags.list"], listTags),
  "tags.create": implement(catalogue["tags.create"], createTag),
  "tags.update": implement(catalogue["tags.update"], updateTag),
  "tags.delete": implement(catalogue["tags.delete"], deleteTag),
  "tags.restore": implement(catalogue["tags.restore"], restoreTag),
  "favorites.list": implement(catalogue["favorites.list"], listFavorites),
  "favorites.add": implement(catalogue["favorites.add"], addFavorite),
  "favorites.remove": implement(catalogue["favorites.remove"], removeFavorite),
  "favorites.addMany": implement(catalogue["favorites.addMany"], addManyFavorites),
  "favorites.removeMany": implement(catalogue["favorites.removeMany"], removeManyFavorites),
  "favorites.move": implement(catalogue["favorites.move"], moveFavorite),
  "permissions.list": implement(catalogue["permissions.list"], listPermissions),
  "permissions.grant": implement(catalogue["permissions.grant"], grantPermission),
  "permissions.revoke": implement(catalogue["permissions.revoke"], revokePermission),
  "permissions.restrict": implement(catalogue["permissions.restrict"], restrictPage),
  "accessRequests.create": implement(catalogue["accessRequests.create"], askForAccess),
  "accessRequests.list": implement(catalogue["accessRequests.list"], listAccessRequests),
  "accessRequests.answer": implement(catalogue["accessRequests.answer"], answerAccessRequest),
  "shareLinks.create": implement(catalogue["shareLinks.create"], createShareLink),
  "shareLinks.list": implement(catalogue["shareLinks.list"], listShareLinks),
  "shareLinks.revoke": implement(catalogue["shareLinks.revoke"], revokeShareLink),
  "people.search": implement(catalogue["people.search"], searchPeople),
  "people.update": implement(catalogue["people.update"], updatePerson),
  "people.setAvatar": implement(catalogue["people.setAvatar"], setAvatar),
  "people.removeAvatar": implement(catalogue["people.removeAvatar"], removeAvatar),
  "people.listAvatars": implement(catalogue["people.listAvatars"], listAvatars),
  "people.readAvatar": implement(catalogue["people.readAvatar"], readAvatar),
  "people.changePassword": implement(catalogue["people.changePassword"], changePassword),
  "people.list": implement(catalogue["people.list"], listPeople),
  "people.deactivate": implement(catalogue["people.deactivate"], deactivatePerson),
  "people.reactivate": implement(catalogue["people.reactivate"], reactivatePerson),
  "people.delete": implement(catalogue["people.delete"], deletePerson),
  "people.deleteSelf": implement(catalogue["people.deleteSelf"], deleteSelf),
  "passwordResets.create": implement(catalogue["passwordResets.create"], createPasswordReset),
  "passwordResets.read": implement(catalogue["passwordResets.read"], readPasswordReset),
  "passwordResets.use": implement(catalogue["passwordResets.use"], usePasswordReset),
  "documents.read": implement(catalogue["documents.read"], readDocument),
  "documents.readMentions": implement(catalogue["documents.readMentions"], readMentions),
  "documents.replace": implement(catalogue["documents.replace"], replaceDocument),
  "search.query": implement(catalogue["search.query"], querySearch),
  "activity.list": implement(catalogue["activity.list"], listActivity),
  "events.list": implement(catalogue["events.list"], listStreamEvents),
  "socketTokens.issue": implement(catalogue["socketTokens.issue"], issueOwnSocketToken),
  "files.upload": implement(catalogue["files.upload"], uploadFile),
  "files.read": implement(catalogue["files.read"], readFile),
  "files.download": implement(catalogue["files.download"], downloadFile),
  "files.preview": implement(catalogue["files.preview"], downloadPreview),
  "files.reprocess": implement(catalogue["files.reprocess"], reprocessFile),
  "administration.readStorage": implement(catalogue["administration.readStorage"], readStorage),
  "administration.readHealth": implement(catalogue["administration.readHealth"], readHealth),
  "administration.readVersions": implement(catalogue["administration.readVersions"], readVersions),
  "administration.readLogs": implement(catalogue["administration.readLogs"], readLogs),
};
