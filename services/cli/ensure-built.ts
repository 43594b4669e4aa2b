import { messageOf } from "#services/platform/errors.ts";
import { type BuildPart, readStamps, stampSources } from "./source-stamp.ts";

const built = readStamps();
const current = stampSources();
const parts: readonly BuildPart[] = ["services", "renderer", "main"];
const stale = parts.filter((part) => built[part] !== current[part]);

if (stale.length > 0) {
  console.log("Building what changed since the last build…");
  const { buildParts } = await import("./build-parts.ts");
  await buildParts(stale).catch((error: unknown) => {
    console.error(`The build failed: ${messageOf(error)}`);
    process.exitCode = 1;
  });
}
