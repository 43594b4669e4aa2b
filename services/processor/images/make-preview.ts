import { access, constants, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { messageOf } from "#services/platform/errors.ts";
import { UnreadableFile } from "#services/processor/explain-failure.ts";

/** Longest side of a preview, in pixels. */
const previewSide = 1_600;
const previewQuality = 80;

/** Most pixels an image may have when it is unpacked. */
const pixelLimit = 100_000_000;

/** Writes a WebP preview of an image: upright, at most 1600 pixels a side, without its metadata; of an animation the first frame. */
export async function makePreview(source: string, target: string): Promise<void> {
  // Files are opened and written here because sharp's own errors bear no code and name paths.
  await access(source, constants.R_OK);
  await writeFile(target, await render(source), { flag: "wx", mode: 0o600 });
}

async function render(source: string): Promise<Buffer> {
  try {
    return await sharp(source, { limitInputPixels: pixelLimit, sequentialRead: true, failOn: "error", pages: 1 })
      .autoOrient()
      .resize({ width: previewSide, height: previewSide, fit: "inside", withoutEnlargement: true })
      .webp({ quality: previewQuality })
      .toBuffer();
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
