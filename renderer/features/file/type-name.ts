import type { TFunction } from "i18next";

/** What a media type is called. */
export function typeName(mediaType: string, t: TFunction<"file">): string {
  const [kind = "", format = ""] = mediaType.split(";")[0]?.trim().split("/") ?? [];
  if (format === "pdf") return t("types.pdf");
  if (format.endsWith("wordprocessingml.document") || format === "msword") return t("types.word");
  if (kind === "image") return t("types.image", { format: format.replace(/\+.*/, "").toUpperCase() });
  if (kind === "text" && format === "plain") return t("types.text");
  return mediaType === "application/octet-stream" ? t("types.unknown") : mediaType;
}
