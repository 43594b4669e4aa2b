import { prepare } from "#services/database/prepare.ts";
import type { Handler } from "#services/web/operations/handler.ts";
import { productVersion } from "#services/web/surfaces/product-version.ts";

const selectVersions = prepare<{ readonly postgres: string; readonly migration: string | null }>(
  "versions",
  `SELECT current_setting('server_version') AS postgres,
     (SELECT name FROM drizzle.__drizzle_migrations ORDER BY created_at DESC LIMIT 1) AS migration`,
);

export const readVersions: Handler<"administration.readVersions"> = async ({ services }) => {
  const [versions] = await selectVersions(services.db, []);
  if (!versions) throw new Error("The versions are one row.");
  return { pagespace: productVersion, node: process.versions.node, ...versions };
};
