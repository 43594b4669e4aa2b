import { createReadStream } from "node:fs";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { type ResourceName, resourcePath } from "#services/platform/entry-path.ts";
import { writeOpenApi } from "./openapi.ts";

const hourSeconds = 3_600;

interface DocsFile {
  readonly from: ResourceName;
  readonly name: string;
  readonly type: string;
}

const page: DocsFile = { from: "api-docs", name: "docs.html", type: "text/html; charset=utf-8" };
const parts: readonly DocsFile[] = [
  { from: "api-docs", name: "docs.js", type: "text/javascript; charset=utf-8" },
  { from: "api-docs", name: "docs.css", type: "text/css; charset=utf-8" },
  { from: "swagger-ui", name: "swagger-ui-bundle.js", type: "text/javascript; charset=utf-8" },
  { from: "swagger-ui", name: "swagger-ui.css", type: "text/css; charset=utf-8" },
];

/** Serves the description of all operations, for programs and as a page for people that asks nothing of other servers. */
export function serveDocs(app: FastifyInstance): void {
  const description = writeOpenApi();
  app.get("/api/openapi.json", async (_request, reply) => reply.type("application/json").send(description));

  function serve(address: string, { from, name, type }: DocsFile, cacheControl: string): void {
    app.get(address, async (_request, reply) =>
      reply
        .type(type)
        .header("cache-control", cacheControl)
        .send(createReadStream(path.join(resourcePath(from), name))),
    );
  }
  serve("/api/docs", page, "no-cache");
  for (const part of parts) serve(`/api/docs/${part.name}`, part, `public, max-age=${hourSeconds}`);
}
