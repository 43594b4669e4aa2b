import * as z from "zod";

/** What a reader of PDF tells of a field, note or comment on a page; nothing of it is sure to be there. */
const Annotation = z.object({
  subtype: z.string().optional(),
  fieldType: z.string().nullish(),
  fieldValue: z.unknown().optional(),
  options: z
    .array(z.object({ exportValue: z.string(), displayValue: z.string() }))
    .nullish()
    .catch(undefined),
  contentsObj: z.object({ str: z.string() }).nullish().catch(undefined),
  textContent: z.array(z.string()).nullish().catch(undefined),
});
type Annotation = z.infer<typeof Annotation>;

/** The lines a person wrote into a field or note of a PDF; boxes and buttons hold none, and a pop-up repeats its note. */
export function readAnnotation(raw: unknown): string[] {
  const annotation = Annotation.safeParse(raw);
  if (!annotation.success || annotation.data.subtype === "Popup") return [];
  const { fieldType, contentsObj, textContent } = annotation.data;
  if (fieldType === "Btn") return [];
  const written = [...readField(annotation.data), contentsObj?.str ?? ""].map(tidy).filter((line) => line !== "");
  return written.length > 0 ? written : [tidy(textContent?.join("\n") ?? "")].filter((line) => line !== "");
}

/** The chosen or written values; a choice reads as it is shown. */
function readField({ fieldValue, options }: Annotation): string[] {
  const values = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values
    .filter((value) => typeof value === "string")
    .map((value) => options?.find((option) => option.exportValue === value)?.displayValue ?? value);
}

function tidy(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}
