import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

/*
 * The stand-in refuses what Electron refuses, so that main cannot come to rely on more than there will be.
 */
const runner = path.join(import.meta.dirname, "run-on-fake-electron.ts");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "pagespace-stand-in-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a program of main and gives what it printed; one that throws is told by its message. */
async function run(program: string, child = ""): Promise<string> {
  await writeFile(
    path.join(folder, "main.mjs"),
    `import * as electron from "electron";\nimport path from "node:path";\nconst { app, utilityProcess } = electron;\n${program}`,
  );
  await writeFile(path.join(folder, "child.mjs"), child);
  const { stdout } = await promisify(execFile)(process.execPath, [
    runner,
    path.join(folder, "main.mjs"),
    `--user-data-dir=${folder}`,
  ]);
  return stdout.trim();
}

/** Tries each piece of code and prints what it was told, one line each. */
const attempts = (codes: readonly string[]) =>
  codes
    .map((code) => `try { ${code}; console.log("allowed"); } catch (error) { console.log(error.message); }`)
    .join("\n");
const whenReady = (code: string) => `app.whenReady().then(async () => { ${code} });`;

test("windows, utility processes, sessions and unknown places are refused before the app is ready", async () => {
  const codes = [
    "new electron.BrowserWindow()",
    "utilityProcess.fork('x.js')",
    "electron.session.fromPartition('persist:x')",
    "app.getPath('nowhere')",
    "app.setPath('userData', 'here')",
  ];
  const lines = (await run(`${attempts(codes)}\n${whenReady("app.exit();")}`)).split("\n");
  expect(lines).toEqual([
    expect.stringContaining("before app is ready"),
    expect.stringContaining("before the app is ready"),
    expect.stringContaining("when app is ready"),
    expect.stringContaining("Failed to get 'nowhere' path"),
    expect.stringContaining("must be absolute"),
  ]);
});

test("what must be decided early is refused once the app is ready, and a window with Node always", async () => {
  const codes = [
    "app.enableSandbox()",
    "app.commandLine.appendSwitch('x')",
    "app.setPath('userData', '/tmp')",
    "new electron.BrowserWindow({ webPreferences: { partition: 'persist:x', nodeIntegration: true } })",
  ];
  const lines = (await run(whenReady(`${attempts(codes)} app.exit();`))).split("\n");
  expect(lines).toEqual([
    expect.stringContaining("before the app is ready"),
    expect.stringContaining("too late"),
    expect.stringContaining("too late"),
    expect.stringContaining("Only sandboxed"),
  ]);
});

test("a utility process talks by its parent port and cannot run Node, but other programs", async () => {
  const child = `
    import { fork, spawnSync } from "node:child_process";
    process.parentPort.on("message", ({ data }) => {
      const refusal = (() => { try { fork("x.js"); return "allowed"; } catch (error) { return error.message; } })();
      process.parentPort.postMessage({ data, refusal, other: spawnSync("true").status, send: typeof process.send });
    });`;
  const main = whenReady(`
    const child = utilityProcess.fork(path.join(import.meta.dirname, "child.mjs"), [], { stdio: ["ignore", "ignore", "inherit"] });
    child.postMessage({ bytes: new Uint8Array([1, 2]) });
    child.on("message", (answer) => { console.log(JSON.stringify(answer)); child.kill(); });
    child.on("exit", () => app.quit());`);
  const answer: unknown = JSON.parse(await run(main, child));
  expect(answer).toEqual({
    data: { bytes: { 0: 1, 1: 2 } },
    refusal: "The app cannot run itself as Node: the fuse runAsNode is off.",
    other: 0,
    send: "undefined",
  });
});

test("utility processes end with the app", async () => {
  const child = `process.parentPort.on("message", () => undefined); console.log(process.pid);`;
  const main = whenReady(`
    const child = utilityProcess.fork(path.join(import.meta.dirname, "child.mjs"));
    child.on("spawn", () => { console.log(child.pid); app.exit(); });`);
  const [pid = "0"] = (await run(main, child)).split("\n");
  expect(() => process.kill(Number(pid), 0)).toThrow("ESRCH");
});
