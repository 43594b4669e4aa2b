import type { Request } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const tabs = 10;
const levels = 4;
/** The code of the first paint, as it is sent. */
const shellBytes = 150 * 1024;

/** What a request asks for: the operation and its input. */
function askedFor(request: Request): string {
  const { pathname, search } = new URL(request.url());
  return `${request.method()} ${pathname}${search} ${request.postData() ?? ""}`.trim();
}

test("a reload with ten tabs and an open tree asks once for each thing, the levels of the tree together", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  const open: string[] = [];
  let parentId: string | null = null;
  for (let level = 0; level < levels; level++) {
    const input = { driveId: drive.id, parentId, type: "folder", title: `Level ${level}` } as const;
    const folder: { readonly id: string } = await client.call("pages.create", input);
    open.push(folder.id);
    parentId = folder.id;
  }
  const pages: string[] = [];
  for (let tab = 0; tab < tabs; tab++) {
    const input = { driveId: drive.id, parentId, type: "document", title: `Page ${tab}` } as const;
    pages.push((await client.call("pages.create", input)).id);
  }
  const page = await openWindow(workspace.owner, `/d/${drive.id}/p/${pages[0]}`);
  // The first visit asks for nothing more once its page is live and the tree has come down to it.
  await expect(page.getByRole("treeitem", { name: "Page 9" })).toBeVisible();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.evaluate(
    ([expanded, shown]) => {
      localStorage.setItem("pagespace.person.expanded", JSON.stringify(expanded));
      localStorage.setItem("pagespace.person.tabs", JSON.stringify(shown));
    },
    [open, pages] as const,
  );

  const asked: string[] = [];
  page.on("request", (request) => {
    // What the window asked before belongs to the app that is left.
    if (request.isNavigationRequest()) asked.length = 0;
    else if (new URL(request.url()).pathname.startsWith("/api/")) asked.push(askedFor(request));
  });
  const partsFetched = page.waitForResponse(/\/parts\.json$/);
  await page.reload();
  await expect(page.getByRole("treeitem", { name: "Page 9" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Page 9", exact: true })).toBeVisible();
  // The live connection is up once its parts are fetched ahead; what it makes be read again is asked by then.
  await partsFetched;
  await expect(page.getByText("Saved")).toBeVisible();

  const times = Map.groupBy(asked, (what) => what);
  expect([...times].filter(([, each]) => each.length > 1).map(([what, each]) => `${each.length} × ${what}`)).toEqual(
    [],
  );
  expect(
    asked.filter((what) => what.includes("/api/pages?")),
    "levels are not asked for one by one",
  ).toEqual([]);
  expect(asked.filter((what) => what.includes("/api/pages/list-many"))).toHaveLength(1);
  expect(asked.filter((what) => /^GET \/api\/pages\/[^/]+$/.test(what))).toHaveLength(tabs);

  // Where nothing of the tree stood open, the levels down to the page are asked for together as well.
  await page.evaluate(() => localStorage.removeItem("pagespace.person.expanded"));
  await page.reload();
  await expect(page.getByRole("treeitem", { name: "Page 9" })).toBeVisible();
  expect(asked.filter((what) => /\/api\/pages(\?|\/list-many)/.test(what)).length).toBeLessThanOrEqual(2);
});

test("the app's code comes as the build compressed it, and plain to whoever takes nothing else", async ({
  workspace,
}) => {
  const { origin } = workspace.owner;
  const parts: readonly string[] = await (await fetch(`${origin}/parts.json`)).json();
  const [part] = parts.filter((name) => name.endsWith(".js"));
  const read = (encoding: string) => fetch(`${origin}/${part}`, { headers: { "accept-encoding": encoding } });
  const packed = await read("gzip");
  const stored = await fetch(`${origin}/${part}.gz`, { headers: { "accept-encoding": "identity" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(packed.headers.get("content-length")).toBe(String((await stored.arrayBuffer()).byteLength));
  const plain = await read("identity");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toBe(await packed.text());
});

test("the code that the first paint needs is at most 150 kB", async ({ workspace }) => {
  const { origin } = workspace.owner;
  const start = await (await fetch(origin)).text();
  const scripts = [...start.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, address]) => address);
  expect(scripts.length).toBeGreaterThan(1);
  let sum = 0;
  for (const script of scripts) {
    const sent = await fetch(`${origin}${script}`, { headers: { "accept-encoding": "gzip" } });
    expect(sent.headers.get("content-encoding")).toBe("gzip");
    sum += Number(sent.headers.get("content-length"));
  }
  expect(sum).toBeLessThanOrEqual(shellBytes);
});
