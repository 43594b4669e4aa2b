import type { Editor } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { BubbleMenu } from "@tiptap/react/menus";
import {
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Columns2,
  PanelTop,
  Rows2,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { FloatingToolbar } from "./floating-toolbar.tsx";
import { toolbarPlace } from "./table-place.ts";
import { ToolbarButton } from "./toolbar-button.tsx";

const placement = { placement: "top", offset: 6, flip: { padding: 8 }, shift: { padding: 8 } } as const;

const groups = [
  [
    { label: "rowAbove", icon: BetweenHorizontalStart, run: (editor: Editor) => editor.chain().focus().addRowBefore() },
    { label: "rowBelow", icon: BetweenHorizontalEnd, run: (editor: Editor) => editor.chain().focus().addRowAfter() },
    {
      label: "columnLeft",
      icon: BetweenVerticalStart,
      run: (editor: Editor) => editor.chain().focus().addColumnBefore(),
    },
    {
      label: "columnRight",
      icon: BetweenVerticalEnd,
      run: (editor: Editor) => editor.chain().focus().addColumnAfter(),
    },
    { label: "headerRow", icon: PanelTop, run: (editor: Editor) => editor.chain().focus().toggleHeaderRow() },
  ],
  [
    { label: "deleteRow", icon: Rows2, run: (editor: Editor) => editor.chain().focus().deleteRow() },
    { label: "deleteColumn", icon: Columns2, run: (editor: Editor) => editor.chain().focus().deleteColumn() },
    { label: "deleteTable", icon: Trash2, run: (editor: Editor) => editor.chain().focus().deleteTable() },
  ],
] as const;

/** Rows and columns of the table that holds the caret. */
export function TableToolbar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation("document");
  return (
    <BubbleMenu
      editor={editor}
      pluginKey="tableToolbar"
      updateDelay={80}
      options={placement}
      className="document-floating"
      getReferencedVirtualElement={() => placeAt(editor)}
      shouldShow={({ editor: current, view, element }) =>
        current.isEditable &&
        current.isActive("table") &&
        (view.hasFocus() || element.contains(document.activeElement)) &&
        !(current.state.selection instanceof TextSelection && !current.state.selection.empty)
      }
    >
      <FloatingToolbar editor={editor} label={t("table.title")}>
        {groups.map((group) => (
          <div key={group[0].label} className="document-toolbar-group">
            {group.map(({ label, icon, run }) => (
              <ToolbarButton
                key={label}
                icon={icon}
                label={t(`table.${label}`)}
                isDanger={label.startsWith("delete")}
                onPress={() => run(editor).run()}
              />
            ))}
          </div>
        ))}
      </FloatingToolbar>
    </BubbleMenu>
  );
}

/** Follows the caret's cell wherever the page is scrolled to. */
function placeAt(editor: Editor) {
  const { node } = editor.view.domAtPos(editor.state.selection.from);
  const element = node instanceof Element ? node : node.parentElement;
  const cell = element?.closest("td, th");
  const table = cell?.closest(".tableWrapper");
  if (cell === null || cell === undefined || table === null || table === undefined) return null;
  return {
    contextElement: cell,
    getBoundingClientRect: () => {
      const seenTop = table.closest("[data-page-scroll]")?.getBoundingClientRect().top ?? 0;
      const edges = { table: table.getBoundingClientRect(), cell: cell.getBoundingClientRect(), seenTop };
      const { left, top, width, height } = toolbarPlace(edges);
      return new DOMRect(left, top, width, height);
    },
  };
}
