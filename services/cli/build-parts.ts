import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundleMain } from "#main/bundle-main.ts";
import { repository } from "./build-places.ts";
import { bundleServices } from "./bundle-services.ts";
import { type BuildPart, readStamps, stampFile, stampSources } from "./source-stamp.ts";

const builders: Readonly<Record<BuildPart, () => Promise<void>>> = {
  services: bundleServices,
  renderer: buildRenderer,
  main: bundleMain,
};

/** Builds the parts, each noted with what it was made from as soon as it stands. */
export async function buildParts(parts: readonly BuildPart[]): Promise<void> {
  const current = stampSources();
  for (const part of parts) {
    const since = performance.now();
    await builders[part]();
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify({ ...readStamps(), [part]: current[part] }));
    console.log(`Built the ${part} in ${((performance.now() - since) / 1_000).toFixed(1)} s`);
  }
}

async function buildRenderer(): Promise<void> {
  const { build } = await import("vite");
  await build({ configFile: path.join(repository, "vite.config.ts"), logLevel: "error" });
}
