import specification from "commonmark-spec";

interface Example {
  readonly number: number;
  readonly markdown: string;
  /** What CommonMark makes of it. */
  readonly html: string;
}

/** The examples of CommonMark 0.31. */
export const commonMarkExamples: readonly Example[] = specification.tests;
