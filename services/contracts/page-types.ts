import * as z from "zod";

/** What each type of page is able to; adding a type starts with a line here. */
export const pageTypes = {
  document: { stores: "document", isCreatable: true, canHaveChildren: true },
  folder: { stores: "nothing", isCreatable: true, canHaveChildren: true },
  file: { stores: "file", isCreatable: false, canHaveChildren: false },
} as const satisfies Readonly<
  Record<string, { stores: "document" | "nothing" | "file"; isCreatable: boolean; canHaveChildren: boolean }>
>;

export const PageType = z.enum(["document", "folder", "file"]).meta({ id: "PageType" });
export type PageType = z.infer<typeof PageType>;

/** The types a person makes by hand; files come from an upload. */
export const CreatablePageType = z.enum(["document", "folder"]);
