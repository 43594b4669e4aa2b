import { access, constants, writeFile } from "node:fs/promises";
import sharp, { type ResizeOptions } from "sharp";
import { limits } from "#services/contracts/limits.ts";
import { messageOf } from "#services/platform/errors.ts";
import { UnreadableFile } from "#services/processor/explain-failure.ts";

/** Longest side of a preview, in pixels. */
const previewSide = 1_600;
const previewQuality = 80;

/** Most pixels an image may have when it is unpacked. */
const pixelLimit = 100_000_000;

/** Writes a WebP preview of an image: upright, at most 1600 pixels a side, without its metadata; of an animation the first frame. */
export async function makePreview(source: string, target: string): Promise<void> {
  const size = { width: previewSide, height: previewSide, fit: "inside", withoutEnlargement: true } as const;
  await makePicture(source, target, size);
}

/** Writes the middle of an image as a square WebP of at most 256 pixels a side, else as `makePreview`. */
export async function makeSquare(source: string, target: string): Promise<void> {
  await access(source, constants.R_OK);
  const { width, height } = await explained(() => sharp(source, { limitInputPixels: pixelLimit }).metadata());
  const side = Math.min(limits.avatarSide, width, height);
  await makePicture(source, target, { width: side, height: side, fit: "cover" });
}

async function makePicture(source: string, target: string, size: ResizeOptions): Promise<void> {
  // Files are opened and written here because sharp's own errors bear no code and name paths.
  await access(source, constants.R_OK);
  await writeFile(target, await render(source, size), { flag: "wx", mode: 0o600 });
}

function render(source: string, size: ResizeOptions): Promise<Buffer> {
  return explained(() =>
    sharp(source, { limitInputPixels: pixelLimit, sequentialRead: true, failOn: "error", pages: 1 })
      .autoOrient()
      .resize(size)
      .webp({ quality: previewQuality })
      .toBuffer(),
  );
}

/** What sharp gives; that an image is too large is said in a sentence. */
async function explained<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (/pixel limit/i.test(messageOf(error))) {
      const megapixels = pixelLimit / 1_000_000;
      throw new UnreadableFile(`The image has more than ${megapixels} megapixels, too many for a preview.`, {
        cause: error,
      });
    }
    throw error;
  }
}
