import type { Editor } from "@tiptap/core";
import { GripVertical, Plus } from "lucide-react";
import { type PointerEvent, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyUnshownText } from "#renderer/components/copy-text.ts";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import type { MenuAnchor } from "#renderer/components/menu-panel.tsx";
import { showToast } from "#renderer/components/toast.ts";
import { Tooltip } from "#renderer/components/tooltip.tsx";
import { findBinding } from "#renderer/features/document/editor/flow-editing.ts";
import { editorShortcuts } from "#renderer/workspace/shortcuts/editor-shortcuts.ts";
import { isShortcut, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { blockNameAt } from "#services/documents/schema/flow/flow-positions.ts";
import { blockMenuItems } from "./block-menu-items.ts";
import { boxOf } from "./block-places.ts";
import { type BlockRange, blocksToChange } from "./block-range.ts";
import { addBlockBelow } from "./change-blocks.ts";
import { dragBlock, drawBox } from "./drag-block.ts";
import { type FollowedBlocks, followBlocks } from "./follow-blocks.ts";
import { useLinkedBlock } from "./use-linked-block.ts";
import "./block-handle.css";
import "./locale-en.ts";

const loadPanel = () => import("#renderer/components/menu-panel.tsx");
const MenuPanel = lazyPart(() => loadPanel().then((module) => module.MenuPanel));

interface BlockHandleProps {
  readonly editor: Editor;
  readonly page: { readonly id: string; readonly driveId: string };
}

interface OpenMenu {
  readonly anchor: MenuAnchor;
  readonly items: readonly MenuItem[];
}

/** The handle beside the block that the pointer is at: it is dragged by it, and its menu opens there. */
export function BlockHandle({ editor, page }: BlockHandleProps) {
  const { t } = useTranslation(["blocks", "document", "app"]);
  const layer = useRef<HTMLDivElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const shade = useRef<HTMLDivElement>(null);
  const mark = useRef<HTMLDivElement>(null);
  const followed = useRef<FollowedBlocks>(undefined);
  const [menu, setMenu] = useState<OpenMenu>();
  /** What a press did already: it closed the menu before its click came, or it was a drag. */
  const isClickDone = useRef(false);

  const onGone = useCallback(() => showToast({ message: t("gone") }), [t]);
  useLinkedBlock({ editor, layer, mark, onGone });

  const closeMenu = useCallback(() => {
    setMenu(undefined);
    shade.current?.removeAttribute("data-shown");
    followed.current?.release();
  }, []);

  const openMenu = useCallback(
    (block: BlockRange | undefined) => {
      if (block === undefined || grip.current === null || layer.current === null || shade.current === null) return;
      const range = blocksToChange(editor.state, block);
      const { left, top, width, height } = grip.current.getBoundingClientRect();
      const address = addressOf(editor, range, page);
      const copyLink = async (text: string) => {
        const isCopied = await copyUnshownText(text);
        showToast({ message: t(isCopied ? "app:tree.linkCopied" : "app:tree.linkNotCopied") });
      };
      const items = blockMenuItems({
        editor,
        findBlocks: () => {
          const now = followed.current?.current();
          return now === undefined ? undefined : blocksToChange(editor.state, now);
        },
        words: { say: (word) => t(word), kind: (id) => t(`document:slash.${id}`) },
        copyLink: address === undefined ? undefined : () => void copyLink(address),
      });
      setMenu({ anchor: { left, top, width, height }, items });
      drawBox(shade.current, { layer: layer.current, box: boxOf(editor.view, range) });
      followed.current?.hold();
    },
    [editor, page, t],
  );

  useEffect(() => {
    if (handle.current === null || layer.current === null) return undefined;
    const following = followBlocks({
      editor,
      handle: handle.current,
      layer: layer.current,
      onGone: closeMenu,
    });
    followed.current = following;
    const { dom } = editor.view;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(editor.isEditable && isShortcut(event, editorShortcuts.blockMenu))) return;
      event.preventDefault();
      openMenu(following.goToCaret());
    };
    dom.addEventListener("keydown", onKeyDown, true);
    return () => {
      dom.removeEventListener("keydown", onKeyDown, true);
      following.end();
    };
  }, [editor, openMenu, closeMenu]);

  function press(event: PointerEvent<HTMLButtonElement>) {
    isClickDone.current = menu !== undefined;
    const block = followed.current?.current();
    const parts = { layer: layer.current, line: line.current, shade: shade.current };
    if (event.button !== 0 || menu !== undefined || block === undefined) return;
    if (parts.layer === null || parts.line === null || parts.shade === null) return;
    followed.current?.hold();
    dragBlock({
      editor,
      layer: parts.layer,
      line: parts.line,
      shade: parts.shade,
      press: event.nativeEvent,
      grip: event.currentTarget,
      blocks: blocksToChange(editor.state, block),
      onBegin: () => {
        isClickDone.current = true;
        handle.current?.toggleAttribute("data-dragging", true);
      },
      onEnd: () => {
        handle.current?.removeAttribute("data-dragging");
        followed.current?.release();
      },
    });
  }

  function addBelow() {
    const block = followed.current?.current();
    if (block === undefined) return;
    editor.view.focus();
    editor.view.dispatch(addBlockBelow(editor.state, block));
    // Typed by itself, so that the menu opens as it does when one types it.
    editor.view.dispatch(editor.state.tr.insertText("/").scrollIntoView());
  }

  return (
    <>
      <div ref={layer} className="document-blocks">
        <div ref={mark} className="document-block-shade document-block-linked" />
        <div ref={shade} className="document-block-shade" />
        <div ref={line} className="document-block-line" />
        <div ref={handle} className="document-block-handle">
          <div>
            <Tooltip label={t("add")}>
              <button
                type="button"
                tabIndex={-1}
                className="document-block-add"
                aria-label={t("add")}
                onMouseDown={(event) => event.preventDefault()}
                onClick={addBelow}
              >
                <Plus aria-hidden />
              </button>
            </Tooltip>
            <Tooltip label={t("grip")} shortcut={showShortcut(editorShortcuts.blockMenu)}>
              <button
                ref={grip}
                type="button"
                tabIndex={-1}
                className="document-block-grip"
                aria-label={t("menu")}
                aria-haspopup="menu"
                aria-expanded={menu !== undefined}
                onPointerEnter={() => void loadPanel().catch(() => undefined)}
                onPointerDown={press}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => (isClickDone.current ? undefined : openMenu(followed.current?.current()))}
              >
                <GripVertical aria-hidden />
              </button>
            </Tooltip>
          </div>
        </div>
      </div>
      {menu === undefined ? null : (
        <Suspense>
          <MenuPanel
            anchor={menu.anchor}
            label={t("menu")}
            items={menu.items}
            align="start"
            onClose={closeMenu}
            onGiveFocusBack={() => editor.view.focus()}
          />
        </Suspense>
      )}
    </>
  );
}

/** The address of the first of some blocks. */
function addressOf(editor: Editor, { from }: BlockRange, page: BlockHandleProps["page"]): string | undefined {
  const shown = findBinding(editor.view)?.shown();
  const name = shown === undefined ? undefined : blockNameAt(shown, editor.state.doc, from);
  return name === undefined ? undefined : `${window.location.origin}/d/${page.driveId}/p/${page.id}#${name}`;
}
