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
const OpenedDialog = lazyPart(() => import("./opened-dialog.tsx").then((module) => module.OpenedDialog));

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
      <OpenedDialog dialog={dialog} />
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
