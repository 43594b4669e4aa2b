/** The media type of a Word document. */
export const docxMediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const previewable = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/tiff"]);
const readable = new Set([
  ...["application/pdf", docxMediaType, "application/rtf", "application/xml", "image/svg+xml", "message/rfc822"],
  ...["text/plain", "text/html", "text/calendar", "text/vcard", "text/vtt"],
]);
const inline = new Set([
  "image/jpeg",
  "image/png",
  "image/apng",
  "image/webp",
  "image/gif",
  "image/avif",
  "video/mp4",
  "video/webm",
  "audio/mpeg",
  "audio/ogg",
  "audio/wav",
  "audio/flac",
  "text/plain",
]);

/** Whether a preview image is made of content of this type. */
export function hasPreview(mediaType: string): boolean {
  return previewable.has(mediaType);
}

/** Whether text is extracted from content of this type. */
export function hasText(mediaType: string): boolean {
  return readable.has(mediaType);
}

/** Whether a browser may show content of this type in place: it can hold no program. Everything else is only downloaded. */
export function isSafeInline(mediaType: string): boolean {
  return inline.has(mediaType);
}
