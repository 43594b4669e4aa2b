import type { TFunction } from "i18next";

/** Types of text that have a name of their own. */
const written = {
  "application/rtf": "rtf",
  "application/xml": "xml",
  "message/rfc822": "mail",
  "text/calendar": "calendar",
  "text/html": "html",
  "text/plain": "text",
  "text/vcard": "card",
  "text/vtt": "captions",
} as const;

/** What a media type is called. */
export function typeName(mediaType: string, t: TFunction<"file">): string {
  const [kind = "", format = ""] = mediaType.split(";")[0]?.trim().split("/") ?? [];
  if (format === "pdf") return t("types.pdf");
  if (format.endsWith("wordprocessingml.document") || format === "msword") return t("types.word");
  if (kind === "image") return t("types.image", { format: format.replace(/\+.*/, "").toUpperCase() });
  const name = Object.entries(written).find(([type]) => type === `${kind}/${format}`)?.[1];
  if (name !== undefined) return t(`types.${name}`);
  return mediaType === "application/octet-stream" ? t("types.unknown") : mediaType;
}
