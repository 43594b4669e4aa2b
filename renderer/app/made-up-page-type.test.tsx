import "./testing/start-words.ts";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { Dice5 } from "lucide-react";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeAll, expect, test } from "vitest";
import { PageView } from "#renderer/app/page-view.tsx";
import { PageList } from "#renderer/features/folder/page-list.tsx";
import { useDestinations } from "#renderer/features/move/use-destinations.ts";
import { type PaletteCommand, usePaletteCommands } from "#renderer/features/search/use-palette-commands.ts";
import { everyPageType } from "#renderer/page-types/every-page-type.ts";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import { addPageTypes, holdsPages, mayLieBelow, takesDrops } from "#renderer/workspace/page-types/catalogue.ts";
import { PageIcon } from "#renderer/workspace/page-types/page-icon.tsx";
import { useNewPageMenu } from "#renderer/workspace/pages/new-page-menu.ts";
import { usePageMenu } from "#renderer/workspace/pages/page-menu.ts";
import type { PageDetails, PageSummary } from "#renderer/workspace/pages/page-queries.ts";
import { SessionProvider } from "#renderer/workspace/session/session.tsx";

const driveId = "d";
const happened = "2026-01-01T00:00:00.000Z";
const session = {
  user: { id: "u", name: "Ada", email: null },
  session: {
    id: "s",
    isCurrent: true,
    userAgent: null,
    createdAt: happened,
    lastSeenAt: happened,
    expiresAt: happened,
  },
  isOwner: false,
  canMail: false,
  serverId: "v",
  realtimeUrl: null,
  streams: [],
};

/** A page as a server sends it that knows a type this code does not. */
function parsePage(id: string, type: string): PageSummary {
  const page = { id, driveId, parentId: null, type, title: id, icon: null, position: id, hasChildren: false };
  return JSON.parse(JSON.stringify({ ...page, isTrashed: false, createdAt: happened, updatedAt: happened }));
}

const folder = parsePage("below me", "folder");
const dice = parsePage("my dice", "dice");
const image = parsePage("my file", "file");

/** What the interface offers, gathered while it is drawn. */
interface Offered {
  newPages: readonly string[];
  inside: readonly string[];
  onDice: readonly string[];
  commands: readonly PaletteCommand[];
  destinations: readonly string[];
}
const offered: Offered = { newPages: [], inside: [], onDice: [], commands: [], destinations: [] };

const labelsOf = (items: readonly object[]) => items.map((item) => ("label" in item ? String(item.label) : ""));

function Probe() {
  const menuOf = usePageMenu();
  offered.newPages = labelsOf(useNewPageMenu(driveId, null));
  offered.inside = labelsOf(menuOf(folder));
  offered.onDice = labelsOf(menuOf(dice));
  offered.commands = usePaletteCommands("", true);
  offered.destinations = useDestinations([image], driveId, "").destinations.map(({ id }) => id);
  return (
    <>
      <PageIcon type="dice" />
      <PageList driveId={driveId} parentId={null} label="" emptyTitle="" emptyHint="" />
    </>
  );
}

const drawn: Root[] = [];

afterEach(() => {
  act(() => {
    for (const root of drawn.splice(0)) root.unmount();
  });
});

async function draw(address: string): Promise<HTMLElement> {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const details: PageDetails = { ...dice, level: "manage", breadcrumb: [], updatedBy: null };
  cache.setQueryData(queryKeys.page(dice.id), details);
  cache.setQueryData(queryKeys.favorites, []);
  cache.setQueryData(queryKeys.drives, [{ id: driveId, name: "Drive", role: "owner", kind: "shared" }]);
  cache.setQueryData(queryKeys.children(driveId, null), [folder, dice, image]);
  const top = createRootRoute({ component: Outlet });
  const shell = createRoute({ getParentRoute: () => top, id: "shell", component: Outlet });
  const list = createRoute({ getParentRoute: () => shell, path: "/d/$driveId", component: Probe });
  const page = createRoute({ getParentRoute: () => shell, path: "/d/$driveId/p/$pageId", component: PageView });
  const router = createRouter({
    routeTree: top.addChildren([shell.addChildren([list, page])]),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const holder = document.createElement("div");
  document.body.append(holder);
  const root = createRoot(holder);
  drawn.push(root);
  await act(async () => {
    root.render(
      <QueryClientProvider client={cache}>
        <SessionProvider session={session}>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>,
    );
  });
  return holder;
}

beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  addPageTypes(Object.values(everyPageType));
});

test("a page of a type this window does not know yet is said to be newer, and nothing is offered below it", async () => {
  const window = await draw(`/d/${driveId}/p/${dice.id}`);
  await expect.poll(() => window.textContent).toContain("This page is newer than this window");
  expect(window.textContent).toContain("Reload");
  await draw(`/d/${driveId}`);
  expect(offered.onDice).not.toContain("New page inside");
  expect(takesDrops("dice")).toBe(false);
});

test("a type that is added to the catalogue is in every menu, list, command and view without another line", async () => {
  addPageTypes([
    {
      type: "dice",
      declaration: { stores: "nothing", isMadeByHand: true, holds: ["file"] },
      icon: Dice5,
      making: { icon: Dice5, label: () => "New dice", labelInside: () => "New dice inside", begins: "opened" },
      menuLines: () => [{ kind: "action", label: "Roll", onSelect: () => undefined }],
      drop: "below",
      View: () => <p>Six</p>,
    },
  ]);
  const list = await draw(`/d/${driveId}`);
  expect(offered.newPages).toContain("New dice");
  expect(offered.inside).toContain("New dice inside");
  expect(offered.onDice).toContain("Roll");
  expect(offered.onDice).not.toContain("New dice inside");
  expect(offered.commands.map(({ label }) => label)).toContain("New dice");
  expect([...list.querySelectorAll("button")].map((button) => button.textContent)).toContain("New dice");
  expect(list.querySelectorAll("svg.lucide-dice-5").length).toBeGreaterThan(1);
  // A file may go into a folder and into dice, which hold files and nothing else.
  expect(offered.destinations).toEqual([folder.id, dice.id]);
  expect([holdsPages("dice"), takesDrops("dice")]).toEqual([true, true]);
  expect([mayLieBelow("file", "dice"), mayLieBelow("folder", "dice"), mayLieBelow("dice", "folder")]).toEqual([
    true,
    false,
    true,
  ]);
  const page = await draw(`/d/${driveId}/p/${dice.id}`);
  await expect.poll(() => page.textContent).toContain("Six");
});
