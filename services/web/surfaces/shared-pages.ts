import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod";
import { Id } from "#services/contracts/shapes.ts";
import { verifyPassword } from "#services/identity/passwords.ts";
import { beginSignIn, clearSignInFailures } from "#services/identity/sign-in-lock.ts";
import { OperationError } from "#services/platform/errors.ts";
import type { Download, WebServices } from "#services/web/context.ts";
import { openFile } from "#services/web/files/download-file.ts";
import { openPreview } from "#services/web/files/download-preview.ts";
import { isSecureRequest } from "#services/web/http/request-origin.ts";
import { findSharedPage, isFileShared, type SharedPage } from "#services/web/shared-pages/find-shared-page.ts";
import {
  renderFailure,
  renderNothingShared,
  renderPasswordQuestion,
  renderSharedPage,
} from "#services/web/shared-pages/render-shared-page.ts";
import { createUnlocking, unlockedSeconds } from "#services/web/shared-pages/unlocking.ts";

const Params = z.object({ token: z.string().max(200), pageId: Id.optional() });
const Answer = z.object({ password: z.string().max(1_000) });

/** Mounts the pages that share links open: markup without scripts, for whoever holds a link. */
export function mountSharedPages(app: FastifyInstance, services: WebServices): void {
  const { db, config, logger } = services;
  const unlocking = createUnlocking(config.secrets.encryption);

  function answer(reply: FastifyReply, status: number, markup: string): FastifyReply {
    return reply
      .code(status)
      .headers({ "cache-control": "private, no-store", "content-type": "text/html; charset=utf-8" })
      .send(markup);
  }

  /** The page a request asks for; undefined where the link does not lead there. */
  async function find(request: FastifyRequest): Promise<{ token: string; page: SharedPage } | undefined> {
    const params = Params.safeParse(request.params);
    if (!params.success) return undefined;
    const { token, pageId } = params.data;
    const page = await findSharedPage(db, token, pageId);
    return page && { token, page };
  }

  const isOpen = (request: FastifyRequest, page: SharedPage) =>
    unlocking.isOpen(page, request.cookies[unlocking.cookieName(page)]);

  async function showPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const found = await find(request);
    if (!found?.page.isIndexable) void reply.header("x-robots-tag", "noindex, nofollow");
    if (!found) return answer(reply, 404, renderNothingShared());
    const { token, page } = found;
    if (!isOpen(request, page)) return answer(reply, 401, renderPasswordQuestion(token));
    return answer(reply, 200, await renderSharedPage(db, token, page));
  }

  async function unlock(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    void reply.header("x-robots-tag", "noindex, nofollow");
    const found = await find(request);
    if (!found) return answer(reply, 404, renderNothingShared());
    const { token, page } = found;
    const given = Answer.safeParse(request.body);
    const attempt = { email: `share link ${page.linkId}`, address: request.ip };
    await beginSignIn(db, attempt);
    if (!(await verifyPassword(page.passwordHash, given.data?.password ?? ""))) {
      return answer(reply, 401, renderPasswordQuestion(token, "That is another password. Nothing was opened."));
    }
    await clearSignInFailures(db, attempt);
    return reply
      .setCookie(unlocking.cookieName(page), unlocking.seal(page, Date.now() + unlockedSeconds * 1_000), {
        path: "/s/",
        httpOnly: true,
        sameSite: "lax",
        secure: isSecureRequest(request, config.web),
        maxAge: unlockedSeconds,
      })
      .redirect(`/s/${token}`, 303);
  }

  type Open = typeof openFile;
  const showBytes = (open: Open) => async (request: FastifyRequest, reply: FastifyReply) => {
    const { token, pageId } = Params.required().parse(request.params);
    const root = await findSharedPage(db, token);
    if (!root || !isOpen(request, root) || !(await isFileShared(db, token, pageId))) {
      throw new OperationError("not-found", "There is nothing at this address.");
    }
    const gone = new AbortController();
    reply.raw.once("close", () => gone.abort());
    const { status, headers, body }: Download = await open(services, pageId, {
      headers: request.headers,
      signal: gone.signal,
    });
    return reply
      .code(status)
      .headers({ ...headers, "x-robots-tag": "noindex, nofollow" })
      .send(body);
  };

  app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 10_000 },
      (_request, text, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(text)))),
    );
    scope.setErrorHandler((error, request, reply) => {
      const isKnown = error instanceof OperationError;
      if (!isKnown) logger.error({ err: error, requestId: request.id }, "a shared page could not be shown");
      const sentence = isKnown ? error.message : "Try again in a moment.";
      void answer(reply, isKnown ? error.status : 503, renderFailure(sentence));
    });
    scope.get("/s/:token", showPage);
    scope.get("/s/:token/p/:pageId", showPage);
    scope.post("/s/:token", unlock);
    scope.get("/s/:token/files/:pageId", { compress: false }, showBytes(openFile));
    scope.get("/s/:token/files/:pageId/preview", { compress: false }, showBytes(openPreview));
    done();
  });
}
