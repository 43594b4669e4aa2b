import * as z from "zod";

/** A mark of a text, such as bold. */
export const DocumentMark = z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });
export type DocumentMark = { type: string; attrs?: Record<string, unknown> | undefined };

/** A document or a node of it, as the editor writes JSON; nothing says that its types are known. */
export type DocumentJson = {
  type: string;
  attrs?: Record<string, unknown> | undefined;
  content?: DocumentJson[] | undefined;
  marks?: DocumentMark[] | undefined;
  text?: string | undefined;
};

/** Parses the editor JSON that `documents.read` gives as a string. */
export const DocumentJson: z.ZodType<DocumentJson> = z.lazy(() =>
  z.object({
    type: z.string(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    content: z.array(DocumentJson).optional(),
    marks: z.array(DocumentMark).optional(),
    text: z.string().optional(),
  }),
);

/** The JSON of a document nobody has written in yet. */
export const emptyDocument: DocumentJson = { type: "doc", content: [{ type: "paragraph" }] };
