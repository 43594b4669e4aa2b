import { writeFile } from "node:fs/promises";
import path from "node:path";
import { writeOpenApi } from "#services/web/surfaces/openapi.ts";
import { writeRouteTable } from "./write-route-table.ts";

const repository = path.resolve(import.meta.dirname, "..", "..");

await writeFile(path.join(repository, "services/client/route-table.ts"), writeRouteTable());
await writeFile(path.join(repository, "resources/openapi.json"), writeOpenApi());
