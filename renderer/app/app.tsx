import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "#renderer/components/lazy-part.ts";
import { loadOnceReachable } from "#renderer/components/load-once-reachable.ts";
import { createQueryClient } from "#renderer/workspace/cache/query-client.ts";
import { usePageStatus } from "#renderer/workspace/pages/page-status.ts";
import { usePreferences } from "#renderer/workspace/preferences/preferences.ts";
import { useShownTheme } from "#renderer/workspace/preferences/theme.ts";
import { useSessionEnd } from "#renderer/workspace/session/session-end.ts";
import { useSidebarSheet } from "#renderer/workspace/window/sidebar-sheet.ts";
import { useIsNarrow, useMedia } from "#renderer/workspace/window/use-media.ts";
import { createAppRouter } from "./router.tsx";

/** The middle of the window is as near to a sidebar of the usual width as half a toast. */
const closeToToasts = "(max-width: 900px)";

const TooltipLayer = lazyPart(
  () => import("#renderer/components/tooltip-layer.tsx").then((module) => module.TooltipLayer),
  () => null,
);
const Toaster = lazyPart(() => import("#renderer/components/toaster.tsx").then((module) => module.Toaster));

/** The whole renderer: routes inside the cache of server state. */
export function App() {
  const { t } = useTranslation();
  const theme = useShownTheme();
  const isSidebarBelow = useIsSidebarBelow();
  const [{ cache, router }] = useState(createApp);
  useEffect(keepFocusSoon, []);
  return (
    <QueryClientProvider client={cache}>
      <RouterProvider router={router} />
      <Suspense>
        <Toaster theme={theme} label={t("connection.toasts")} isRaised={isSidebarBelow} />
        <TooltipLayer />
      </Suspense>
    </QueryClientProvider>
  );
}

/** Begins to keep the focus in the window once the first picture is painted. */
function keepFocusSoon(): () => void {
  let end: (() => void) | undefined;
  let isOver = false;
  void loadOnceReachable(() => import("#renderer/components/keep-focus.ts")).then(
    ({ keepFocus }) => {
      if (!isOver) end = keepFocus();
    },
    // Without it the browser decides where the focus goes.
    () => undefined,
  );
  return () => {
    isOver = true;
    end?.();
  };
}

function createApp() {
  const cache = createQueryClient(() => {
    const { pathname, href } = router.state.location;
    if (pathname === "/sign-in") return;
    // A page somebody may be typing in is not taken away under the keys.
    if (isPageOpen()) {
      useSessionEnd.setState({ isEnded: true });
      return;
    }
    useSessionEnd.setState({ isEnded: false });
    void router.navigate({ to: "/sign-in", search: { next: href, expired: true }, replace: true });
  });
  const router = createAppRouter(cache);
  return { cache, router };
}

/** Whether the sidebar reaches to where toasts appear: as a sheet, or in a window of little width. */
function useIsSidebarBelow(): boolean {
  const isSheetOpen = useSidebarSheet(({ isOpen }) => isOpen);
  const isOpen = usePreferences(({ isSidebarOpen }) => isSidebarOpen);
  const isClose = useMedia(closeToToasts);
  return useIsNarrow() ? isSheetOpen : isOpen && isClose;
}

function isPageOpen(): boolean {
  return Object.keys(usePageStatus.getState().byPage).length > 0;
}
