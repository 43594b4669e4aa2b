import { ExtractionRequest, type ExtractionResult } from "#services/contracts/extraction.ts";
import { openControlChannel } from "#services/platform/control-channel.ts";
import { explainFailure } from "./explain-failure.ts";

/** One request, one answer: whatever a file does to this process ends with it. */
const channel = openControlChannel();
channel.onDisconnect(() => process.exit(1));
channel.listen((message) => {
  if (message.kind === "stop") process.exit(0);
  if (message.kind === "from-owner") void run(ExtractionRequest.parse(message.message));
});

async function run(request: ExtractionRequest): Promise<void> {
  const { previewPath, textPath } = request;
  const result: ExtractionResult = {
    kind: "extracted",
    preview: await outcome(previewPath, async (target) =>
      (await import("./images/make-preview.ts")).makePreview(request.sourcePath, target),
    ),
    text: await outcome(textPath, async (target) =>
      (await import("./text/extract-text.ts")).extractText(request, target),
    ),
  };
  channel.send({ kind: "to-owner", message: result });
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
    return { kind: "failed", reason: explainFailure(error) };
  }
}
