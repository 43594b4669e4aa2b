import { useQuery } from "@tanstack/react-query";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { ExternalLink, FileText, Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { findOwnPage } from "#renderer/features/document/own-page-link.ts";
import { pageQuery } from "#renderer/workspace/pages/page-queries.ts";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { followLink, linkAddress, openLinkEditing } from "./link-editing.ts";
import { ToolbarButton } from "./toolbar-button.tsx";

/** Where the link at the caret leads, with the ways to follow and to change it; a page of this server goes by its title. */
export function LinkPreview({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation("document");
  const openPage = useOpenPage();
  const address = useEditorState({ editor, selector: ({ editor: current }) => linkAddress(current) });
  const own = address === undefined ? undefined : findOwnPage(address, window.location.origin);
  const { data: page } = useQuery({ ...pageQuery(own?.id ?? ""), enabled: own !== undefined });
  const isOwn = own !== undefined;
  return (
    <div className="document-toolbar">
      <span className="document-link-address" title={address}>
        {isOwn && page !== undefined ? page.title || t("title.placeholder") : address}
      </span>
      <ToolbarButton
        icon={isOwn ? FileText : ExternalLink}
        label={isOwn ? t("link.openPage") : t("link.open")}
        onPress={() => followLink(address, openPage)}
      />
      {editor.isEditable && (
        <ToolbarButton icon={Pencil} label={t("link.title")} onPress={() => openLinkEditing(editor)} />
      )}
    </div>
  );
}
