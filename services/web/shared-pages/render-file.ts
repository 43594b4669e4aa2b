import { readPageFile } from "#services/web/files/read-page-file.ts";
import type { SharedReading } from "#services/web/page-types/page-type-room.ts";
import { type Html, html, nothing } from "./html.ts";
import { sharedFileAddress, sharedPreviewAddress } from "./shared-addresses.ts";

const units = ["bytes", "kB", "MB", "GB"] as const;

function sizeInWords(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = bytes / 1_000 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${units[power] ?? ""}`;
}

/** A file as markup: its preview where there is one, and the way to its bytes. */
export async function renderSharedFile({ db, token, pageId }: SharedReading): Promise<Html> {
  const file = await readPageFile(db, pageId);
  const preview =
    file.preview === "ready"
      ? html`<img class="preview" src="${sharedPreviewAddress(token, pageId)}" alt="${file.name}">`
      : nothing;
  return html`${preview}
<p><a class="download" href="${sharedFileAddress(token, pageId)}" download>Download ${file.name}</a> <span class="quiet">${sizeInWords(file.sizeBytes)}</span></p>`;
}
