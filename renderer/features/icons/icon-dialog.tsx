import { useQueryClient } from "@tanstack/react-query";
import { EmojiPicker } from "frimousse";
import { useTranslation } from "react-i18next";
import { Button } from "#renderer/components/button.tsx";
import { Dialog } from "#renderer/components/dialog.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { shownTitle } from "#renderer/workspace/pages/shown-title.ts";
import { sentenceOf } from "#renderer/workspace/strings/sentence-of.ts";
import { closeDialog, type IconOwner } from "#renderer/workspace/window/dialogs.ts";
import { emojiData } from "./emoji-data.ts";
import { setIcon } from "./set-icon.ts";
import "#renderer/workspace/icons/locale-en.ts";

const columns = 9;
const components = { CategoryHeader, Row, Emoji };

/** Picks the icon of a page or a drive among all emoji, by their words or by the arrow keys; or takes it away. */
export function IconDialog({ of }: { readonly of: IconOwner }) {
  const { t } = useTranslation(["app", "icons"]);
  const cache = useQueryClient();
  const { icon: present } = of.kind === "page" ? of.page : of.drive;
  const title = of.kind === "page" ? shownTitle(of.page.title) : of.drive.name;

  function choose(icon: string | null) {
    closeDialog();
    setIcon(cache, of, icon).catch((error: unknown) =>
      showToast({ message: t("icons:notSet"), description: sentenceOf(error) }),
    );
  }
  return (
    <Dialog title={t("icons:title", { title })} closeLabel={t("common.close")} onClose={closeDialog}>
      <EmojiPicker.Root
        className="flex flex-col gap-2"
        columns={columns}
        resolveEmojiData={() => emojiData}
        onEmojiSelect={({ emoji }) => choose(emoji)}
      >
        <EmojiPicker.Search
          aria-label={t("icons:search")}
          placeholder={t("icons:search")}
          className="h-9 w-full rounded-md border border-line-strong bg-ground px-3 text-ink coarse:text-body"
        />
        <EmojiPicker.Viewport className="relative h-[min(42vh,320px)] overflow-y-auto outline-none">
          <EmojiPicker.Loading className="absolute inset-0 grid place-items-center text-ink-3 text-sm">
            {t("icons:loading")}
          </EmojiPicker.Loading>
          <EmojiPicker.Empty className="absolute inset-0 grid place-items-center text-ink-3 text-sm">
            {({ search }) => t("icons:none", { words: search })}
          </EmojiPicker.Empty>
          <EmojiPicker.List className="select-none pb-1" components={components} />
        </EmojiPicker.Viewport>
        <div className="flex min-h-9 items-center gap-2 border-line border-t pt-2 text-ink-3 text-sm">
          <EmojiPicker.ActiveEmoji>
            {({ emoji }) => (
              <span className="min-w-0 flex-1 truncate">
                {emoji === undefined ? t("icons:hint") : `${emoji.emoji} ${emoji.label}`}
              </span>
            )}
          </EmojiPicker.ActiveEmoji>
          <EmojiPicker.SkinToneSelector
            aria-label={t("icons:tone")}
            className="grid size-8 shrink-0 place-items-center rounded-sm text-[17px] hover:bg-hover"
          />
          {present === null ? null : <Button onClick={() => choose(null)}>{t("icons:remove")}</Button>}
        </div>
      </EmojiPicker.Root>
    </Dialog>
  );
}

type Parts = NonNullable<NonNullable<Parameters<typeof EmojiPicker.List>[0]["components"]>>;
type PartProps<Name extends keyof Parts> = Parameters<Extract<Parts[Name], (props: never) => unknown>>[0];

function CategoryHeader({ category, ...props }: PartProps<"CategoryHeader">) {
  return (
    <div {...props} className="bg-raised px-1 pt-2 pb-1.5 font-semibold text-ink-3 text-xs">
      {category.label}
    </div>
  );
}

function Row({ children, ...props }: PartProps<"Row">) {
  return (
    <div {...props} {...countedFromOne(props)} className="scroll-my-1 px-0.5">
      {children}
    </div>
  );
}

function Emoji({ emoji, ...props }: PartProps<"Emoji">) {
  return (
    <button
      type="button"
      {...props}
      {...countedFromOne(props)}
      className="grid h-10 w-1/9 shrink-0 place-items-center rounded-sm text-[21px] leading-none data-[active]:bg-active"
    >
      {emoji.emoji}
    </button>
  );
}

interface Counted {
  readonly "aria-rowindex"?: number | undefined;
  readonly "aria-colindex"?: number | undefined;
}

/** The picker counts rows and columns from 0, ARIA from 1. */
function countedFromOne({ "aria-rowindex": row, "aria-colindex": column }: Counted): Counted {
  return {
    ...(row === undefined ? {} : { "aria-rowindex": row + 1 }),
    ...(column === undefined ? {} : { "aria-colindex": column + 1 }),
  };
}
