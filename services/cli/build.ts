import { createRequire } from "node:module";
import { messageOf } from "#services/platform/errors.ts";

/** False after an install without development packages, which runs what was built elsewhere. */
function canBuild(): boolean {
  const require = createRequire(import.meta.url);
  try {
    require.resolve("esbuild");
    require.resolve("vite/package.json");
    return true;
  } catch {
    return false;
  }
}

if (canBuild()) {
  const { buildParts } = await import("./build-parts.ts");
  await buildParts(["services", "renderer", "main"]).catch((error: unknown) => {
    console.error(`The build failed: ${messageOf(error)}`);
    process.exitCode = 1;
  });
}
