import { existsSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { resourcePath } from "#services/platform/entry-path.ts";
import { OperationError } from "#services/platform/errors.ts";

const yearSeconds = 31_536_000;

const setupPath = "/setup";

/** The path of a page of the app; undefined for files, which have an extension, and for targets that are no address at all. */
function routeOf(target: string): string | undefined {
  const base = "http://localhost";
  const pathname = URL.canParse(target, base) ? new URL(target, base).pathname : undefined;
  return pathname !== undefined && path.extname(pathname) === "" ? pathname : undefined;
}

/** Serves the built renderer: hashed assets for ever, the page itself fresh, and the page for every route of the app; `/setup` only while there is no owner. */
export async function serveRenderer(app: FastifyInstance, isSetUp: () => Promise<boolean>): Promise<void> {
  const root = resourcePath("renderer");
  const isBuilt = existsSync(path.join(root, "index.html"));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root,
      wildcard: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, file) => {
        const isHashed = file.includes(`${path.sep}assets${path.sep}`);
        reply.header("cache-control", isHashed ? `public, max-age=${yearSeconds}, immutable` : "no-cache");
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === "GET" && !/^\/(api|socket\.io|assets|health)(\/|$|\?)/.test(request.url);
    const route = isPage && isBuilt ? routeOf(request.url) : undefined;
    if (route === undefined) throw new OperationError("not-found", "There is nothing at this address.");
    void reply.header("cache-control", "no-store");
    // The setup is for the one who has no owner yet; without the database the page itself says what is wrong.
    const isAtSetup = route === setupPath;
    const isReady = await isSetUp().catch(() => !isAtSetup);
    if (isReady === isAtSetup) return reply.redirect(isReady ? "/" : setupPath);
    return reply.sendFile("index.html");
  });
}
