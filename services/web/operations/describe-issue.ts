import type * as z from "zod";

const formats: Readonly<Record<string, string>> = { email: "e-mail address", guid: "id", datetime: "time" };

/** What is wrong with one field, as the end of a sentence that begins with the field. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.message.includes("undefined") ? "is missing" : `must be of type ${issue.expected}`;
    case "too_small":
      if (issue.origin === "string") return `is too short; at least ${issue.minimum} characters`;
      if (issue.origin === "array") return `has too few entries; at least ${issue.minimum}`;
      return `is less than ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `is too long; at most ${issue.maximum} characters`;
      if (issue.origin === "array") return `has too many entries; at most ${issue.maximum}`;
      return `is more than ${issue.maximum}`;
    case "invalid_format":
      return formats[issue.format] ? `is not a valid ${formats[issue.format]}` : issue.message;
    case "invalid_value":
      return `must be one of: ${issue.values.join(", ")}`;
    default:
      return issue.message;
  }
}
