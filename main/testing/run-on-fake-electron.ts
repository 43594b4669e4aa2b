import { registerHooks } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { refuseNodeChildren } from "./refuse-node-children.ts";

/*
 * Runs a built main program on Node as Electron would: `node run-on-fake-electron.ts <main.js> [--switch=value …]`.
 * Electron waits for the program of main before it says that it is ready, and so does this.
 */
const [entry, ...given] = process.argv.slice(2);
if (entry === undefined) throw new Error("Give the program of main.");
const main = path.resolve(entry);

const { app } = await import("./fake-app.ts");
const { answerTest } = await import("./answer-test.ts");
const fakeElectron = pathToFileURL(path.join(import.meta.dirname, "fake-electron.ts")).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron" ? { url: fakeElectron, shortCircuit: true } : next(specifier, context),
});

for (const argument of given) {
  const [name = "", value = ""] = argument.replace(/^--/, "").split(/=(.*)/s);
  if (argument.startsWith("--")) app.commandLine.appendSwitch(name, value);
}
app.setAppPath(path.dirname(main));
process.argv = [process.execPath, main, ...given];
answerTest();
refuseNodeChildren();
await import(pathToFileURL(main).href);
await app.start();
