import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { asksForTab } from "#renderer/workspace/tabs/use-open-page.ts";
import {
  closeDialog,
  giveFocusBack,
  holdEnter,
  setPaletteText,
  useDialog,
} from "#renderer/workspace/window/dialogs.ts";

const loadPalette = () => import("#renderer/features/search/palette.tsx");
const Palette = lazyPart(() => loadPalette().then((module) => module.Palette));
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

/** The dialog that is open, loaded when it is first asked for. */
export function Dialogs() {
  const { dialog } = useDialog();
  useEffect(() => void loadPalette().catch(() => undefined), []);
  useEffect(() => {
    if (dialog === null) giveFocusBack();
  }, [dialog]);
  if (dialog === null) return null;
  if (dialog.kind === "palette") {
    return (
      <Suspense fallback={<PaletteField />}>
        <Palette />
      </Suspense>
    );
  }
  return (
    <Suspense>
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
    </Suspense>
  );
}

/** Takes what is typed right after Mod-K until the palette is there, so that it does not go into the page. */
function PaletteField() {
  const { t } = useTranslation();
  const text = useDialog(({ paletteText }) => paletteText);
  return (
    <input
      ref={takeFocus}
      aria-label={t("palette.label")}
      className="sr-only"
      value={text}
      onChange={(event) => setPaletteText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") closeDialog();
        if (event.key === "Enter") holdEnter(asksForTab(event));
      }}
    />
  );
}

function takeFocus(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true });
}
