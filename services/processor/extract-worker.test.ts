import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExtractionResult } from "#services/contracts/extraction.ts";
import { docxMediaType } from "#services/contracts/media-types.ts";
import { makeDocx } from "#services/tests/fixtures/make-docx.ts";
import { makeEndlessHtml } from "#services/tests/fixtures/make-endless-html.ts";
import { makePdf } from "#services/tests/fixtures/make-pdf.ts";
import { makePdfBomb } from "#services/tests/fixtures/make-pdf-bomb.ts";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { openRelayChannel, type RelayChannel } from "#services/tests/processes/relay-channel.ts";
import { createWorkerPool, WorkerFailure } from "./worker-pool.ts";

let directory: string;
let channel: RelayChannel;
const never = new AbortController().signal;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-extract-"));
  channel = openRelayChannel();
});
afterAll(async () => {
  channel[Symbol.dispose]();
  await rm(directory, { recursive: true, force: true });
});

interface Extracted extends ExtractionResult {
  readonly textPath: string;
  readonly previewPath: string;
}

async function extract(bytes: Uint8Array | string, mediaType: string, wanted: "preview" | "text"): Promise<Extracted> {
  const name = path.join(directory, randomBytes(8).toString("hex"));
  const [sourcePath, textPath, previewPath] = [name, `${name}.txt`, `${name}.webp`];
  await writeFile(sourcePath, bytes);
  const result = await createWorkerPool({ channel }).extract(
    {
      kind: "extract",
      sourcePath,
      mediaType,
      previewPath: wanted === "preview" ? previewPath : null,
      textPath: wanted === "text" ? textPath : null,
    },
    never,
  );
  return { ...result, textPath, previewPath };
}

async function textOf(bytes: Uint8Array | string, mediaType: string): Promise<string> {
  const result = await extract(bytes, mediaType, "text");
  expect(result.text).toEqual({ kind: "ready" });
  return readFile(result.textPath, "utf8");
}

describe("text", () => {
  it("is read from a PDF, page after page", async () => {
    const text = await textOf(makePdf(["The heron waits", "at the (quiet) weir"]), "application/pdf");
    expect(text).toContain("The heron waits");
    expect(text).toContain("at the (quiet) weir");
  });

  it("is read from a Word document", async () => {
    expect(await textOf(makeDocx(["Erster Absatz", "日本語の段落"]), docxMediaType)).toBe(
      "Erster Absatz\n\n日本語の段落",
    );
  });

  it("is read from plain text in UTF-8 and UTF-16, without NUL", async () => {
    expect(await textOf("naïve\u0000 text", "text/plain")).toBe("naïve text");
    expect(await textOf(Buffer.from("\ufeffwide", "utf16le"), "text/plain")).toBe("wide");
  });

  it("is read from HTML without its scripts and styles", async () => {
    const html = "<style>p{}</style><h1>A &amp; B</h1><script>steal()</script><p>C&#x20;D</p><!-- no -->";
    const text = await textOf(html, "text/html");
    expect(text.split(/\s+/)).toEqual(["A", "&", "B", "C", "D"]);
  });

  it("fails with a reason for a damaged PDF and a damaged Word document", async () => {
    const pdf = await extract("%PDF-1.7\nrubbish", "application/pdf", "text");
    expect(pdf.text).toEqual({ kind: "failed", reason: "The PDF is damaged and its text cannot be read." });
    const whole = makeDocx(["x"]);
    const docx = await extract(whole.subarray(0, whole.length / 2), docxMediaType, "text");
    expect(docx.text.kind).toBe("failed");
  });

  it("is not read from an archive that would unpack to far more than it is", async () => {
    const zeros = Buffer.alloc(60_000_000);
    const honest = await extract(
      makeDocx(["x"], [{ name: "word/media/a.bin", content: zeros }]),
      docxMediaType,
      "text",
    );
    expect(honest.text).toEqual({
      kind: "failed",
      reason: "The file would unpack to 200 times its size, so its text is not read.",
    });
    const lying = makeDocx(["x"], [{ name: "word/media/a.bin", content: zeros, claimedBytes: 100 }]);
    expect((await extract(lying, docxMediaType, "text")).text.kind).toBe("failed");
  });
});

describe("previews", () => {
  it("are WebP, upright, at most 1600 pixels a side and without metadata", async () => {
    const photo = await sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: "#c33" } })
      .jpeg()
      .withExif({ IFD0: { Copyright: "secret place" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const result = await extract(photo, "image/jpeg", "preview");
    expect(result.preview).toEqual({ kind: "ready" });
    const { format, width, height, exif, orientation } = await sharp(result.previewPath).metadata();
    expect({ format, width, height, exif, orientation }).toEqual({ format: "webp", width: 1_067, height: 1_600 });
  });

  it("are not made of an image with more pixels than a machine should unpack", async () => {
    const result = await extract(makePng({ width: 20_000, height: 20_000 }, 1), "image/png", "preview");
    expect(result.preview).toEqual({
      kind: "failed",
      reason: "The image has more than 100 megapixels, too many for a preview.",
    });
  });

  it("fail with a reason for a damaged image", async () => {
    const png = await sharp({ create: { width: 500, height: 500, channels: 3, background: "#3c3" } })
      .png()
      .toBuffer();
    const result = await extract(png.subarray(0, png.length / 2), "image/png", "preview");
    expect(result.preview.kind).toBe("failed");
  });
});

describe("workers", () => {
  async function requestFor(bytes: Uint8Array | string, mediaType: string) {
    const sourcePath = path.join(directory, randomBytes(8).toString("hex"));
    await writeFile(sourcePath, bytes);
    return { kind: "extract", sourcePath, mediaType, previewPath: null, textPath: `${sourcePath}.txt` } as const;
  }

  it("are killed when they take too long", async () => {
    const slow = createWorkerPool({ channel, timeLimitMs: 1_500 });
    const extracting = slow.extract(await requestFor(makeEndlessHtml(), "text/html"), never);
    const worker = channel.launched.at(-1);
    await expect(extracting).rejects.toThrow("longer than 2 seconds");
    expect(await worker?.ended).toMatchObject({ reason: "SIGKILL" });
  });

  it("that crash leave the service well and give a reason", async () => {
    const pool = createWorkerPool({ channel });
    const extracting = pool.extract(await requestFor(makeEndlessHtml(), "text/html"), never);
    channel.launched.at(-1)?.kill();
    await expect(extracting).rejects.toThrow("was killed while reading this one");
  });

  it("are ended when the service stops", async () => {
    const stopping = new AbortController();
    const request = await requestFor(makeEndlessHtml(), "text/html");
    const extracting = createWorkerPool({ channel }).extract(request, stopping.signal);
    const worker = channel.launched.at(-1);
    stopping.abort(new Error("stopping"));
    await expect(extracting).rejects.toThrow("stopping");
    expect(await worker?.ended).toMatchObject({ reason: "SIGKILL" });
  });

  it("that unpack a small file to more memory than a machine should give are ended", async () => {
    const request = await requestFor(makePdfBomb(4_000_000_000), "application/pdf");
    expect((await stat(request.sourcePath)).size).toBeLessThan(5_000_000);
    const extracting = createWorkerPool({ channel }).extract(request, never);
    const worker = channel.launched.at(-1);
    await expect(extracting).rejects.toThrow("it may have needed too much memory");
    expect(await worker?.ended).toMatchObject({ reason: "SIGKILL" });
  });

  it("do not read a file that is too large to be read whole", async () => {
    for (const [mediaType, bytes] of [
      ["application/pdf", makePdf(["x"])],
      [docxMediaType, makeDocx(["x"])],
    ] as const) {
      const request = await requestFor(bytes, mediaType);
      await truncate(request.sourcePath, 1_000_000_000);
      expect(await createWorkerPool({ channel }).extract(request, never)).toMatchObject({
        text: { kind: "failed", reason: "The file is larger than 200 MB, so its text is not read." },
      });
    }
  });

  it("never blame the file, nor show a path, when the server lacks its bytes or the place for its text", async () => {
    const request = await requestFor("words", "text/plain");
    const pool = createWorkerPool({ channel });
    await rm(request.sourcePath);
    for (const hindered of [
      { ...request, mediaType: "application/pdf" },
      { ...request, mediaType: docxMediaType },
      { ...request, previewPath: `${request.sourcePath}.webp`, textPath: null, mediaType: "image/png" },
    ]) {
      await expect(pool.extract(hindered, never)).rejects.toThrow(
        /^The stored bytes of this file are missing; uploading the same file again brings them back\.$/,
      );
    }
    const homeless = { ...(await requestFor("words", "text/plain")), textPath: path.join(directory, "none", "text") };
    await expect(pool.extract(homeless, never)).rejects.toBeInstanceOf(WorkerFailure);
  });
});
