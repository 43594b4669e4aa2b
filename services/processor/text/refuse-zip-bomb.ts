import { openPromise } from "yauzl";
import { UnreadableFile } from "#services/processor/explain-failure.ts";

/** Bounds of an archive that is unpacked; the ratio counts only where it could matter. */
const maxEntries = 10_000;
const maxUnpackedBytes = 200_000_000;
const maxRatio = 200;
const ratioMattersFromBytes = 20_000_000;

/** Refuses an archive that would unpack to far more than it is; sizes are read from its directory and held against the content. */
export async function refuseZipBomb(source: string): Promise<void> {
  const archive = await openPromise(source, { autoClose: false, validateEntrySizes: true });
  try {
    let entries = 0;
    let packed = 0;
    let unpacked = 0;
    for await (const entry of archive.eachEntry()) {
      entries += 1;
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
      if (entries > maxEntries) throw bomb(`more than ${maxEntries} parts`);
      if (unpacked > maxUnpackedBytes) throw bomb(`more than ${maxUnpackedBytes / 1_000_000} MB`);
      if (unpacked > ratioMattersFromBytes && unpacked > packed * maxRatio) throw bomb(`${maxRatio} times its size`);
      // A directory may lie about sizes; reading to the end of the stated size finds an entry that is longer.
      const content = await archive.openReadStreamPromise(entry);
      for await (const _ of content);
    }
  } finally {
    archive.close();
  }
}

function bomb(what: string): UnreadableFile {
  return new UnreadableFile(`The file would unpack to ${what}, so its text is not read.`);
}
