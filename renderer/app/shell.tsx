import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useRouteContext } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { TabBar } from "#renderer/features/tabs/tab-bar.tsx";
import { SocketProvider } from "#renderer/workspace/connection/socket.tsx";
import { followTitles } from "#renderer/workspace/pages/send-titles.ts";
import { usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { AvatarProvider } from "#renderer/workspace/session/avatars.tsx";
import { SessionProvider } from "#renderer/workspace/session/session.tsx";
import { showSidebarSheet, useSidebarSheet } from "#renderer/workspace/window/sidebar-sheet.ts";
import { useIsNarrow } from "#renderer/workspace/window/use-media.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { Dialogs } from "./dialogs.tsx";
import { sessionQuery } from "./load-session.ts";
import { Sidebar } from "./sidebar.tsx";
import { SidebarEdge } from "./sidebar-edge.tsx";
import { UploadCorner } from "./upload-corner.tsx";
import { useDropGuard } from "./use-drop-guard.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const Sheet = lazyPart(() => import("#renderer/components/sheet.tsx").then((module) => module.Sheet));

/** The window of a signed-in person: sidebar, tabs and the page. */
export function Shell() {
  const { session } = useRouteContext({ from: "/shell" });
  // A change of the name comes into the cache.
  const { data: latest = session } = useQuery({ ...sessionQuery(), enabled: false });
  return (
    <SessionProvider session={latest}>
      <SocketProvider>
        <AvatarProvider>
          <ShellLayout />
        </AvatarProvider>
      </SocketProvider>
    </SessionProvider>
  );
}

function ShellLayout() {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const isOpen = usePreferences(({ isSidebarOpen }) => isSidebarOpen);
  const isSheetOpen = useSidebarSheet((sheet) => sheet.isOpen);
  useShortcuts();
  useDropGuard();
  const cache = useQueryClient();
  useEffect(() => followTitles(cache), [cache]);
  const place = useLocation({ select: ({ pathname }) => pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere is what closes it
  useEffect(() => showSidebarSheet(false), [place]);
  return (
    <div className="flex h-full overflow-hidden">
      {isNarrow && isSheetOpen ? (
        <Suspense>
          <Sheet title={t("sidebar.label")} onClose={() => showSidebarSheet(false)}>
            <nav aria-label={t("sidebar.label")} className="flex min-h-0 flex-1 flex-col">
              <Sidebar />
            </nav>
          </Sheet>
        </Suspense>
      ) : null}
      {isNarrow || !isOpen ? null : (
        <SidebarEdge>
          <Sidebar />
        </SidebarEdge>
      )}
      <main className="outline-none flex min-w-0 flex-1 flex-col">
        {isNarrow ? null : <TabBar />}
        <ConnectionBanner />
        <Outlet />
      </main>
      <UploadCorner />
      <Dialogs />
    </div>
  );
}
