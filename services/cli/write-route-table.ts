import { catalogue } from "#services/contracts/catalogue.ts";
import type { Operation } from "#services/contracts/operation.ts";

/** The text of `services/client/route-table.ts`: every operation's route, without its schemas. */
export function writeRouteTable(): string {
  const operations: Readonly<Record<string, Operation>> = catalogue;
  const lines = Object.entries(operations).map(
    ([name, { method, path, transport }]) =>
      `  "${name}": { method: "${method}", path: "${path}", transport: "${transport}" },`,
  );
  return [
    'import type { OperationName } from "#services/contracts/catalogue.ts";',
    'import type { Route } from "./route.ts";',
    "",
    "/** The route of every operation. Generated from the catalogue by `npm run generate`. */",
    "export const routeTable = {",
    ...lines,
    "} as const satisfies Readonly<Record<OperationName, Route>>;",
    "",
  ].join("\n");
}
