import { lazyPart } from "#renderer/components/lazy-part.ts";
import type { OpenDialog } from "#renderer/workspace/window/dialogs.ts";

const SettingsDialog = lazyPart(() =>
  import("#renderer/features/settings/settings-dialog.tsx").then((module) => module.SettingsDialog),
);
const ShortcutSheet = lazyPart(() =>
  import("#renderer/features/shortcuts/shortcut-sheet.tsx").then((module) => module.ShortcutSheet),
);
const InviteDialog = lazyPart(() =>
  import("#renderer/features/members/invite-dialog.tsx").then((module) => module.InviteDialog),
);
const ShareDialog = lazyPart(() =>
  import("#renderer/features/share/share-dialog.tsx").then((module) => module.ShareDialog),
);
const RequestsDialog = lazyPart(() =>
  import("#renderer/features/access-requests/requests-dialog.tsx").then((module) => module.RequestsDialog),
);
const DriveDialog = lazyPart(() =>
  import("#renderer/features/drives/drive-dialog.tsx").then((module) => module.DriveDialog),
);
const MoveDialog = lazyPart(() =>
  import("#renderer/features/move/move-dialog.tsx").then((module) => module.MoveDialog),
);
const IconDialog = lazyPart(() =>
  import("#renderer/features/icons/icon-dialog.tsx").then((module) => module.IconDialog),
);
const CoverDialog = lazyPart(() =>
  import("#renderer/features/cover/cover-dialog.tsx").then((module) => module.CoverDialog),
);
const TemplatesDialog = lazyPart(() =>
  import("#renderer/features/templates/templates-dialog.tsx").then((module) => module.TemplatesDialog),
);
const TagDialog = lazyPart(() => import("#renderer/features/tags/tag-dialog.tsx").then((module) => module.TagDialog));

/** Any dialog but the palette; each comes with its code when it is first opened. */
export function OpenedDialog({ dialog }: { readonly dialog: Exclude<OpenDialog, { kind: "palette" }> }) {
  return (
    <>
      {dialog.kind === "settings" ? <SettingsDialog /> : null}
      {dialog.kind === "access-requests" ? <RequestsDialog /> : null}
      {dialog.kind === "shortcuts" ? <ShortcutSheet /> : null}
      {dialog.kind === "move" ? <MoveDialog pages={dialog.pages} /> : null}
      {dialog.kind === "tags" ? <TagDialog pages={dialog.pages} /> : null}
      {dialog.kind === "icon" ? <IconDialog of={dialog.of} /> : null}
      {dialog.kind === "cover" ? <CoverDialog page={dialog.page} /> : null}
      {dialog.kind === "templates" ? <TemplatesDialog place={dialog.place} /> : null}
      {dialog.kind === "share" ? <ShareDialog page={dialog.page} /> : null}
      {dialog.kind === "invite" ? <InviteDialog drive={dialog.drive} /> : null}
      {dialog.kind === "create-drive" ? <DriveDialog /> : null}
    </>
  );
}
