import type { Editor } from "@tiptap/core";
import { Check, Trash2 } from "lucide-react";
import { useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { completeLink } from "#renderer/features/document/complete-link.ts";
import { applyLink, closeLinkEditing, linkAddress } from "./link-editing.ts";
import { ToolbarButton } from "./toolbar-button.tsx";

/** The address of the marked text: Enter applies it, an empty one takes the link away, Esc leaves all as it was. */
export function LinkEditor({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation("document");
  const [address, setAddress] = useState(() => linkAddress(editor) ?? "");
  const [isRefused, setIsRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const noteId = useId();

  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);

  function apply() {
    const completed = completeLink(address);
    if (address.trim() !== "" && completed === undefined) {
      setIsRefused(true);
      return;
    }
    applyLink(editor, completed);
  }

  return (
    <form
      className="document-link-editor"
      aria-label={t("link.title")}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) {
          event.preventDefault();
          event.stopPropagation();
          closeLinkEditing(editor);
        }
      }}
    >
      <input
        ref={input}
        value={address}
        aria-label={t("link.address")}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? noteId : undefined}
        placeholder={t("link.placeholder")}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          setIsRefused(false);
        }}
      />
      <ToolbarButton icon={Check} label={t("link.apply")} onPress={apply} />
      {linkAddress(editor) !== undefined && (
        <ToolbarButton icon={Trash2} label={t("link.remove")} onPress={() => applyLink(editor, undefined)} />
      )}
      {isRefused && (
        <p id={noteId} role="alert">
          {t("link.refused")}
        </p>
      )}
    </form>
  );
}
