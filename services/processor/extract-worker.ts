import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type ExtractionAnswer, ExtractionRequest, type ExtractionResult } from "#services/contracts/extraction.ts";
import { openControlChannel } from "#services/platform/control-channel.ts";
import { entryPath } from "#services/platform/entry-path.ts";
import { createLogger } from "#services/platform/logger.ts";
import { explainFailure, hindranceIn } from "./explain-failure.ts";

/** One request, one answer: whatever a file does to this process ends with it. */
const logger = createLogger({ name: "extract-worker", level: "info" });
const watchdog = new Worker(entryPath("extract-watchdog"), { execArgv: [] });
const isWatched = once(watchdog, "online");
const channel = openControlChannel();
channel.onDisconnect(() => process.exit(1));
channel.listen((message) => {
  if (message.kind === "stop") process.exit(0);
  if (message.kind === "from-owner") void run(ExtractionRequest.parse(message.message));
});

async function run(request: ExtractionRequest): Promise<void> {
  await isWatched;
  channel.send({ kind: "to-owner", message: await extract(request) });
}

async function extract(request: ExtractionRequest): Promise<ExtractionAnswer> {
  const { sourcePath, previewPath, previewShape, textPath } = request;
  try {
    return {
      kind: "extracted",
      preview: await outcome(previewPath, async (target) => {
        const { makePreview, makeSquare } = await import("./images/make-preview.ts");
        await (previewShape === "square" ? makeSquare : makePreview)(sourcePath, target);
      }),
      text: await outcome(textPath, async (target) =>
        (await import("./text/extract-text.ts")).extractText(request, target),
      ),
    };
  } catch (error) {
    logger.error({ err: error }, "a file could not be read");
    return { kind: "hindered", code: hindranceIn(error) };
  }
}

async function outcome(
  target: string | null,
  make: (target: string) => Promise<void>,
): Promise<ExtractionResult["preview"]> {
  if (target === null) return { kind: "none" };
  try {
    await make(target);
    return { kind: "ready" };
  } catch (error) {
    if (hindranceIn(error) !== undefined) throw error;
    logger.info({ err: error }, "a file is to blame for not being read");
    return { kind: "failed", reason: explainFailure(error) };
  }
}
