import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const repository = path.join(import.meta.dirname, "..");
const electron = path.join(repository, "node_modules", "electron");
const program = path.join(repository, "dist", "main", "main.js");

/** The Electron binary of this checkout; the package itself is never loaded, for it would try to download one. */
function findElectron(): string | undefined {
  const pathFile = path.join(electron, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const binary = path.join(electron, "dist", readFileSync(pathFile, "utf8").trim());
  return existsSync(binary) ? binary : undefined;
}

const binary = findElectron();
if (binary === undefined) {
  process.stderr.write(
    "The desktop app needs the Electron binary, which is missing in node_modules/electron/dist; fetch it with “npx install-electron”, or use “npm run serve” and a browser.\n",
  );
  process.exitCode = 1;
} else if (!existsSync(program)) {
  process.stderr.write("The desktop app is not built; run “npm run build” first.\n");
  process.exitCode = 1;
} else {
  const child = spawn(binary, [program, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.once("exit", (code) => {
    process.exitCode = code ?? 1;
  });
}
