import { useQueryClient } from "@tanstack/react-query";
import type { Editor, JSONContent } from "@tiptap/core";
import { EditorContent, useEditor } from "@tiptap/react";
import { type RefObject, useEffect, useImperativeHandle, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { showToast } from "#renderer/components/toast.ts";
import type { DocumentSession } from "#renderer/features/document/document-session.ts";
import type { EarlyInput } from "#renderer/features/document/early-input.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { useOpenPage } from "#renderer/workspace/tabs/use-open-page.ts";
import { useOpenPerson } from "#renderer/workspace/tabs/use-open-person.ts";
import { colorOf } from "#services/contracts/person-color.ts";
import type { DocumentJson } from "#services/documents/schema/document-json.ts";
import { BlockHandle } from "./blocks/block-handle.tsx";
import { BubbleToolbar } from "./bubble-toolbar.tsx";
import { createBrowserExtensions, editorRules } from "./editor-extensions.ts";
import { TableToolbar } from "./table-toolbar.tsx";
import { isClosed } from "./write-above.ts";

interface DocumentEditorProps {
  readonly session: DocumentSession;
  /** What the document says as the editor opens. */
  readonly content: DocumentJson;
  /** The document's page. */
  readonly page: { readonly id: string; readonly driveId: string; readonly title: string };
  readonly isEditable: boolean;
  readonly focusHandle: RefObject<() => void>;
  readonly early: EarlyInput;
  readonly onLeaveUp: () => void;
  readonly onUnknown: (what: string) => void;
}

/** The editor on a live document, with its floating tools. */
export function DocumentEditor(props: DocumentEditorProps) {
  const { session, content, page, isEditable, focusHandle, early, onLeaveUp, onUnknown } = props;
  const { t } = useTranslation("document");
  const { user } = useSession();
  const cache = useQueryClient();
  const { id, driveId, title } = page;
  const openPage = useOpenPage();
  const openPerson = useOpenPerson();
  const extensions = useMemo(
    () =>
      createBrowserExtensions({
        doc: session.doc,
        undoing: session.undoing,
        awareness: session.provider.awareness,
        user: { name: user.name, color: colorOf(user.id) },
        placeholder: t("body.placeholder"),
        words: {
          codeLanguage: t("code.language"),
          plainText: t("code.plain"),
          copyCode: t("code.copy"),
          copied: t("code.copied"),
        },
        pictures: { t, cache, page: { id, driveId } },
        openPage,
        openPerson,
        onUnknown,
        onTooLarge: () => showToast({ message: t("paste.tooLarge"), durationMs: 10_000 }),
      }),
    [session, user.id, user.name, t, openPage, openPerson, onUnknown, cache, id, driveId],
  );
  const attributes = useMemo(
    () => ({
      class: "document-content",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": t("body.label", { title }),
      "aria-readonly": String(!isEditable),
    }),
    [t, title, isEditable],
  );
  const editor = useEditor(
    {
      extensions,
      content: Object.assign<JSONContent, DocumentJson>({ type: "doc" }, content),
      editable: isEditable,
      injectCSS: false,
      ...editorRules,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes,
        scrollMargin: 48,
        scrollThreshold: 48,
        handleKeyDown: (view, event) => {
          const isAtStart = view.state.selection.empty && view.state.selection.from <= 1;
          if (event.key !== "ArrowUp" || event.altKey || event.shiftKey || !isAtStart) return false;
          if (view.editable && isClosed(view.state.doc.firstChild)) return false;
          onLeaveUp();
          return true;
        },
      },
    },
    [extensions],
  );

  useEffect(() => hideFromReact(editor.view.dom), [editor]);

  useEffect(() => early.giveTo(editor), [early, editor]);

  useEffect(() => {
    if (editor.isEditable !== isEditable) editor.setEditable(isEditable, false);
  }, [editor, isEditable]);

  useEffect(() => {
    editor.setOptions({ editorProps: { ...editor.options.editorProps, attributes } });
  }, [editor, attributes]);

  useImperativeHandle(focusHandle, () => () => focusStart(editor));

  return (
    <>
      <EditorContent editor={editor} className="document-editor" />
      <BubbleToolbar editor={editor} />
      <TableToolbar editor={editor} />
      <BlockHandle editor={editor} page={page} />
    </>
  );
}

/**
 * React keeps the selection of a focused element that says it is editable through each of its commits, wherever they are,
 * and walks all of that element for it: 10 ms at 5 000 blocks. The editor keeps its selection itself.
 */
function hideFromReact(dom: HTMLElement): void {
  Object.defineProperty(dom, "contentEditable", { configurable: true, get: () => "inherit" });
}

function focusStart(editor: Editor): void {
  // The command alone takes the focus one frame later, and the next key would still go elsewhere.
  editor.view.focus();
  editor.commands.focus("start");
}
