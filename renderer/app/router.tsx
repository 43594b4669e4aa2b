import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { loadOnceReachable } from "#renderer/components/load-once-reachable.ts";
import { ApiError } from "#services/client/api-error.ts";
import { BrokenView } from "./broken-view.tsx";
import { findStartPage } from "./find-start-page.ts";
import { isSignedIn, loadSession } from "./load-session.ts";
import { LostView } from "./lost-view.tsx";
import { PageView } from "./page-view.tsx";
import { Shell } from "./shell.tsx";
import { StartFailed } from "./start-failed.tsx";
import { WaitingView } from "./waiting-page.tsx";

interface RouterContext {
  readonly cache: QueryClient;
}

/** What stands before the workspace brings its own words. */
async function withFrontStrings<Module>(load: () => Promise<Module>): Promise<Module> {
  const [module, { addFrontStrings }] = await loadOnceReachable(() =>
    Promise.all([load(), import("./locales/front-en.ts")]),
  );
  addFrontStrings();
  return module;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  errorComponent: BrokenView,
  notFoundComponent: LostView,
});

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(
    () => withFrontStrings(() => import("#renderer/features/setup/setup-page.tsx")),
    "SetupPage",
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string; expired?: boolean } => ({
    ...(typeof search["next"] === "string" ? { next: search["next"] } : {}),
    ...(search["expired"] === true ? { expired: true } : {}),
  }),
  beforeLoad: async ({ context, search }) => {
    if (search.expired === true || !(await isSignedIn(context.cache))) return;
    throw redirect({ to: "/", replace: true });
  },
  component: lazyRouteComponent(
    () => withFrontStrings(() => import("#renderer/features/sign-in/sign-in-page.tsx")),
    "SignInPage",
  ),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: "/invite",
  component: lazyRouteComponent(
    () => withFrontStrings(() => import("#renderer/features/invite/invite-page.tsx")),
    "InvitePage",
  ),
});

const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(
    () => withFrontStrings(() => import("#renderer/features/reset/reset-page.tsx")),
    "ResetPage",
  ),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    try {
      return { session: await loadSession(context.cache) };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "setup-required") throw redirect({ to: "/setup", replace: true });
      if (error.code !== "unauthenticated") throw error;
      throw redirect({
        to: "/sign-in",
        search: location.pathname === "/" ? {} : { next: location.href },
        replace: true,
      });
    }
  },
  component: Shell,
  errorComponent: StartFailed,
});

const start = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: async ({ context }) => {
    throw redirect({ ...(await findStartPage(context.cache)), replace: true });
  },
});

const drive = createRoute({
  getParentRoute: () => shell,
  path: "/d/$driveId",
  component: lazyRouteComponent(() => loadOnceReachable(() => import("./drive-view.tsx")), "DriveView"),
  pendingComponent: WaitingView,
});

const page = createRoute({ getParentRoute: () => shell, path: "/d/$driveId/p/$pageId", component: PageView });

/** A page by its id alone, as text that was written elsewhere names it. */
const anyPage = createRoute({
  getParentRoute: () => shell,
  path: "/p/$pageId",
  beforeLoad: async ({ context, params, location }) =>
    (await import("./lead-to-page.ts")).leadToPage(context.cache, params.pageId, location.hash),
  component: lazyRouteComponent(() => loadOnceReachable(() => import("./gone-page.tsx")), "AddressedPage"),
  pendingComponent: WaitingView,
});

/** A person as texts name them: what they made. */
const person = createRoute({
  getParentRoute: () => shell,
  path: "/u/$userId",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/search", search: { by: params.userId }, replace: true });
  },
});

const trash = createRoute({
  getParentRoute: () => shell,
  path: "/d/$driveId/trash",
  component: lazyRouteComponent(() => loadOnceReachable(() => import("./trash-view.tsx")), "TrashView"),
  pendingComponent: WaitingView,
});

const members = createRoute({
  getParentRoute: () => shell,
  path: "/d/$driveId/members",
  component: lazyRouteComponent(() => loadOnceReachable(() => import("./members-view.tsx")), "MembersView"),
  pendingComponent: WaitingView,
});

const driveSettings = createRoute({
  getParentRoute: () => shell,
  path: "/d/$driveId/settings",
  component: lazyRouteComponent(
    () => loadOnceReachable(() => import("./drive-settings-view.tsx")),
    "DriveSettingsView",
  ),
  pendingComponent: WaitingView,
});

const activity = createRoute({
  getParentRoute: () => shell,
  path: "/d/$driveId/activity",
  component: lazyRouteComponent(() => loadOnceReachable(() => import("./activity-view.tsx")), "ActivityView"),
  pendingComponent: WaitingView,
});

const search = createRoute({
  getParentRoute: () => shell,
  path: "/search",
  // The page itself reads it; here it would be loaded with every first paint.
  validateSearch: (search): Readonly<Record<string, unknown>> => search,
  component: lazyRouteComponent(() => loadOnceReachable(() => import("./search-view.tsx")), "SearchView"),
  pendingComponent: WaitingView,
});

const routeTree = root.addChildren([
  setup,
  signIn,
  invite,
  reset,
  shell.addChildren([start, drive, page, anyPage, person, trash, members, driveSettings, search, activity]),
]);

/** The addresses of the app. */
export function createAppRouter(cache: QueryClient) {
  return createRouter({
    routeTree,
    context: { cache },
    defaultPendingMs: 300,
    defaultErrorComponent: BrokenView,
    defaultNotFoundComponent: LostView,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
