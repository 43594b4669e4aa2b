import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ExternalLink, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { followLink, linkAddress, openLinkEditing } from "./link-editing.ts";
import { ToolbarButton } from "./toolbar-button.tsx";

/** Where the link at the caret leads, with the ways to follow and to change it. */
export function LinkPreview({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation("document");
  const address = useEditorState({ editor, selector: ({ editor: current }) => linkAddress(current) });
  return (
    <div className="document-toolbar">
      <span className="document-link-address">{address}</span>
      <ToolbarButton icon={ExternalLink} label={t("link.open")} onPress={() => followLink(address)} />
      {editor.isEditable && (
        <ToolbarButton icon={Pencil} label={t("link.title")} onPress={() => openLinkEditing(editor)} />
      )}
    </div>
  );
}
