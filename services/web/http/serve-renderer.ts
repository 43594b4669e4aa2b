import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { resourcePath } from "#services/platform/entry-path.ts";
import { OperationError } from "#services/platform/errors.ts";

const yearSeconds = 31_536_000;

/** Whether a page of the app can have this address: files have an extension, and some targets are no address at all. */
function isRoute(target: string): boolean {
  const base = "http://localhost";
  return URL.canParse(target, base) && path.extname(new URL(target, base).pathname) === "";
}

/** Serves the built renderer: hashed assets for ever, the page itself fresh, and the page for every route of the app. */
export async function serveRenderer(app: FastifyInstance): Promise<void> {
  const root = resourcePath("renderer");
  const isBuilt = existsSync(path.join(root, "index.html"));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, file) => {
        const isHashed = file.includes(`${path.sep}assets${path.sep}`);
        reply.header("cache-control", isHashed ? `public, max-age=${yearSeconds}, immutable` : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === "GET" && !/^\/(api|socket\.io|assets|health)(\/|$|\?)/.test(request.url);
    if (isPage && isBuilt && isRoute(request.url)) {
      return reply.header("cache-control", "no-store").sendFile("index.html");
    }
    throw new OperationError("not-found", "There is nothing at this address.");
  });
}
