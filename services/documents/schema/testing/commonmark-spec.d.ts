declare module "commonmark-spec" {
  /** CommonMark's examples, with the HTML each makes. */
  const specification: {
    readonly tests: readonly { readonly number: number; readonly markdown: string; readonly html: string }[];
  };
  export = specification;
}
