import { useTranslation } from "react-i18next";
import { Dialog } from "#renderer/components/dialog.tsx";
import { Kbd } from "#renderer/components/kbd.tsx";
import { editorShortcuts } from "#renderer/workspace/shortcuts/editor-shortcuts.ts";
import { shortcuts, shownNewPageShortcut, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { closeDialog } from "#renderer/workspace/window/dialogs.ts";
import "./locale-en.ts";

const formats = ["bold", "italic", "underline", "strike", "code", "link"] as const;
const blocks = ["bulletList", "orderedList", "taskList", "quote", "codeBlock"] as const;
const others = ["indent", "outdent", "tickTask", "pasteLiterally", "toolbar", "blockMenu"] as const;
/** Control on every system: the tree's own keys know no ⌘. */
const treeMoveStart = "Ctrl+Shift+D";

/** Every shortcut in one list: the shell's, the tree's and the editor's. */
export function ShortcutSheet() {
  const { t } = useTranslation(["app", "shortcuts"]);
  return (
    <Dialog title={t("shortcuts.title")} closeLabel={t("common.close")} size="medium" onClose={closeDialog}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls the list by it, which holds nothing else to focus */}
      <div tabIndex={0} className="grid grid-cols-2 gap-x-10 gap-y-6 outline-offset-4 phone:grid-cols-1">
        <Group
          title={t("shortcuts:anywhere")}
          lines={[
            [t("shortcuts:palette"), showShortcut(shortcuts.palette)],
            [t("shortcuts:commands"), showShortcut(shortcuts.commands)],
            [t("shortcuts:searchAll"), showShortcut(shortcuts.searchAll)],
            [t("shortcuts:newPage"), shownNewPageShortcut],
            [t("shortcuts:save"), showShortcut(shortcuts.save)],
            [t("shortcuts.sidebar"), showShortcut(shortcuts.sidebar)],
            [t("shortcuts:settings"), showShortcut(shortcuts.settings)],
            [t("shortcuts:closeTab"), showShortcut(shortcuts.closeTab)],
            [t("shortcuts:back"), showShortcut(shortcuts.back)],
            [t("shortcuts:forward"), showShortcut(shortcuts.forward)],
            [t("shortcuts:shortcutSheet"), showShortcut(shortcuts.shortcutSheet)],
          ]}
        />
        <Group
          title={t("shortcuts:treeTitle")}
          lines={[
            [t("shortcuts:treeMove"), "↑ ↓"],
            [t("shortcuts:treeFold"), "← →"],
            [t("shortcuts:treeOpen"), "↵"],
            [t("tree.openInTab"), showShortcut("Mod+↵")],
            [t("shortcuts:rename"), showShortcut(shortcuts.rename)],
            [t("shortcuts:trash"), showShortcut(shortcuts.trash)],
            [
              t("shortcuts:treeSelect"),
              `${showShortcut("Shift+↑")} ${showShortcut("Shift+↓")} ${showShortcut("Mod+Space")}`,
            ],
            [t("shortcuts:treeSelectAll"), showShortcut("Mod+A")],
            [t("shortcuts:treeType"), "A … Z"],
            [t("shortcuts:treeMovePage"), `${treeMoveStart} ↑ ↓ ↵`],
          ]}
        />
        <Group
          title={t("shortcuts:editorTitle")}
          lines={[
            [t("shortcuts:slash"), "/"],
            ...formats.map((name) => [t(`shortcuts:${name}`), showShortcut(editorShortcuts[name])] as const),
            [t("shortcuts:moveBlock"), `${showShortcut("Alt+↑")} ↓`],
            ...others.map((name) => [t(`shortcuts:${name}`), showShortcut(editorShortcuts[name])] as const),
          ]}
        />
        <Group
          title={t("shortcuts:blocksTitle")}
          lines={[
            [t("shortcuts:text"), showShortcut(editorShortcuts.text)],
            [t("shortcuts:headings"), `${showShortcut(editorShortcuts.heading1)} … 4`],
            ...blocks.map((name) => [t(`shortcuts:${name}`), showShortcut(editorShortcuts[name])] as const),
          ]}
        />
      </div>
    </Dialog>
  );
}

function Group({ title, lines }: { title: string; lines: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1.5 font-semibold text-ink-3 text-xs">{title}</h3>
      <dl>
        {lines.map(([what, keys]) => (
          <div key={what} className="flex min-h-7 items-center gap-3">
            <dt className="flex-1 text-ink-2">{what}</dt>
            <dd>
              <Kbd>{keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
