const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Markup that is safe to send: every text in it was escaped. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

type Part = string | number | Html | readonly Html[];

function markupOf(part: Part): string {
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.map(String).join("");
  return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Markup as a template; texts put into it are escaped for elements and quoted attributes, markup stays. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + markupOf(parts[index - 1] ?? "") + text));
}

/** Nothing. */
export const nothing = new Html("");
