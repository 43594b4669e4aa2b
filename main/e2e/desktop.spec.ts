import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { openEditor, test, typeAndKeep } from "./desktop-test.ts";
import { databasePid, isRunning } from "./watch-processes.ts";

const origin = "http://pagespace.localhost";

test("what is written on the first run is there after quitting and starting again", async ({
  start,
  dataDirectory,
}) => {
  const first = start();
  const page = await first.window();
  await expect(page).toHaveURL(/^http:\/\/pagespace\.localhost\/d\//, { timeout: 60_000 });
  await expect(page.getByRole("heading", { name: "Welcome", level: 1 }).first()).toBeVisible();
  await typeAndKeep(first, "Written before quitting");
  const pids = [first.pid, databasePid(dataDirectory), ...first.services.values()];
  expect(first.services.size).toBe(3);
  expect(pids.every((pid) => pid !== undefined && isRunning(pid))).toBe(true);

  first.send({ kind: "quit" });
  expect(await first.ended).toBe(0);
  expect(first.events).toEqual(["ready", "before-quit", "will-quit", "before-quit", "will-quit", "quit", "exit"]);
  expect(pids.filter((pid) => pid !== undefined && isRunning(pid))).toEqual([]);
  expect(databasePid(dataDirectory)).toBeUndefined();
  expect(await readFile(path.join(dataDirectory, "logs/postgres.log"), "utf8")).toContain(
    "database system is shut down",
  );

  const second = start();
  await expect(await openEditor(second)).toContainText("Written before quitting");
});

test("a second start only brings the window to the front, and closing the window ends the app", async ({ start }) => {
  const first = start();
  await openEditor(first);
  const told = first.next((message) => message.kind === "event" && message.name === "second-instance");
  const second = start();
  expect(await second.ended).toBe(0);
  await told;
  expect(second.services.size).toBe(0);
  expect((await first.describe()).windows).toMatchObject([{ focusCount: 1 }]);

  first.send({ kind: "close-window" });
  expect(await first.ended).toBe(0);
  expect(first.events).toContain("window-all-closed");
});

test("a service that is killed comes back while the window goes on", async ({ start }) => {
  const app = start();
  const editor = await openEditor(app);
  for (const name of ["PageSpace web", "PageSpace realtime"]) {
    const back = app.next((message) => message.kind === "utility-process" && message.serviceName === name);
    process.kill(Number(app.services.get(name)), "SIGKILL");
    await back;
    await typeAndKeep(app, `Written after ${name} ended`);
  }
  const page = await app.window();
  await page.reload();
  await expect(editor).toContainText("Written after PageSpace web ended");
  await expect(editor).toContainText("Written after PageSpace realtime ended");
});

test("a signal, the system's shutdown and the end of the session stop everything in order", async ({
  start,
  dataDirectory,
}) => {
  const endings = [
    { exitCode: 143, end: (app: ReturnType<typeof start>) => app.signal("SIGTERM") },
    { exitCode: 0, end: (app: ReturnType<typeof start>) => app.send({ kind: "power-shutdown" }) },
    { exitCode: 0, end: (app: ReturnType<typeof start>) => app.send({ kind: "session-end", isQuery: true }) },
  ];
  for (const { exitCode, end } of endings) {
    const app = start();
    await openEditor(app);
    end(app);
    expect(await app.ended).toBe(exitCode);
    expect(databasePid(dataDirectory)).toBeUndefined();
    expect([...app.services.values()].filter(isRunning)).toEqual([]);
  }
});

test("quitting while it starts leaves nothing behind", async ({ start, dataDirectory }) => {
  const app = start();
  await app.next((message) => message.kind === "utility-process");
  app.send({ kind: "quit" });
  expect(await app.ended).toBe(0);
  expect(databasePid(dataDirectory)).toBeUndefined();
  expect([...app.services.values()].filter(isRunning)).toEqual([]);
});

test("an app that was killed takes its services with it, and the next start has all that was saved", async ({
  start,
}) => {
  const first = start();
  await typeAndKeep(first, "Saved before the crash");
  const pids = [...first.services.values()];
  first.signal("SIGKILL");
  await first.ended;
  await expect.poll(() => pids.filter(isRunning)).toEqual([]);
  const second = start();
  await expect(await openEditor(second)).toContainText("Saved before the crash");
});

test("a start that cannot succeed says why in the window and can be tried again", async ({ start, dataDirectory }) => {
  const cluster = path.join(dataDirectory, "postgres/18");
  await mkdir(cluster, { recursive: true });
  await writeFile(path.join(cluster, "PG_VERSION"), "17\n");
  const app = start();
  const page = await app.window();
  await expect(page.getByRole("heading", { name: "PageSpace could not start" })).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("17");
  await page.getByRole("link", { name: "Open the logs" }).click();
  await expect.poll(async () => (await app.describe()).openedPaths).toEqual([path.join(dataDirectory, "logs")]);

  await rm(cluster, { recursive: true });
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(await openEditor(app)).toBeVisible();
  expect(new URL(page.url()).origin).toBe(origin);
});
