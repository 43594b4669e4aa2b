import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { initials } from "#renderer/components/initials.ts";
import { Menu } from "#renderer/components/menu.tsx";
import type { MenuItem } from "#renderer/components/menu-item.ts";
import { PersonPicture } from "#renderer/components/person-picture.tsx";
import type { ThemeChoice } from "#renderer/workspace/preferences/appearance.ts";
import { setPreferences, usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { useSession } from "#renderer/workspace/session/session.tsx";
import { useSignOut } from "#renderer/workspace/session/sign-out.ts";
import { shortcuts, showShortcut } from "#renderer/workspace/shortcuts/shortcuts.ts";
import { openDialog } from "#renderer/workspace/window/dialogs.ts";
import { colorOf } from "#services/contracts/person-color.ts";

const themes = [
  { theme: "light", icon: Sun },
  { theme: "dark", icon: Moon },
  { theme: "system", icon: Monitor },
] as const satisfies readonly { theme: ThemeChoice; icon: typeof Sun }[];

/** The signed-in person, with what concerns them and this browser. */
export function PersonMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const signOut = useSignOut();
  const choice = usePreferences(({ theme }) => theme);
  const items: readonly MenuItem[] = [
    { kind: "heading", label: t("settings.appearance") },
    ...themes.map(
      ({ theme, icon }): MenuItem => ({
        kind: "choice",
        label: t(`settings.${theme}`),
        icon,
        isChosen: theme === choice,
        onSelect: () => setPreferences({ theme }),
      }),
    ),
    { kind: "separator", id: "app" },
    {
      kind: "action",
      label: t("settings.title"),
      icon: Settings,
      shortcut: showShortcut(shortcuts.settings),
      onSelect: () => openDialog({ kind: "settings" }),
    },
    {
      kind: "action",
      label: t("shortcuts.title"),
      icon: Keyboard,
      shortcut: showShortcut(shortcuts.shortcutSheet),
      onSelect: () => openDialog({ kind: "shortcuts" }),
    },
    { kind: "separator", id: "leave" },
    { kind: "action", label: t("signOut.action"), icon: LogOut, onSelect: () => void signOut() },
  ];
  return (
    <Menu
      label={t("settings.account")}
      items={items}
      trigger={
        <button
          type="button"
          className="flex h-8 w-full items-center gap-2 rounded-sm px-2 text-ink-2 text-sm hover:bg-hover data-[state=open]:bg-active coarse:h-10"
        >
          <span
            aria-hidden
            className="relative grid size-5 shrink-0 place-items-center rounded-full font-semibold text-[9px] text-white"
            style={{ background: colorOf(user.id) }}
          >
            {initials(user.name)}
            <PersonPicture userId={user.id} />
          </span>
          <span className="truncate">{user.name}</span>
        </button>
      }
    />
  );
}
