import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import Fastify from "fastify";
import pino from "pino";
import { expect, test } from "vitest";
import { createErrorHandler } from "./answer-error.ts";

test("a request that is cancelled on its way is no error in the log", async () => {
  const levels: string[] = [];
  const written = Promise.withResolvers<void>();
  const logger = pino(
    { formatters: { level: (label) => ({ level: label }) } },
    {
      write: (line: string) => {
        levels.push(String(JSON.parse(line).level));
        written.resolve();
      },
    },
  );
  const app = Fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  app.setErrorHandler(createErrorHandler(logger));
  app.post("/", ({ raw }) => text(raw));
  const origin = await app.listen({ host: "127.0.0.1", port: 0 });
  const upload = request(origin, { method: "POST", headers: { "content-length": 100 } });
  upload.on("error", () => undefined);
  upload.write("a beginning");
  await once(app.server, "request");
  upload.destroy();
  await written.promise;
  await app.close();
  expect(levels).toEqual(["info"]);
});
