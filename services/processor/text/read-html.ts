import { Parser } from "htmlparser2";
import { readEncodedText } from "./read-encoded-text.ts";
import { textCharacters } from "./text-limit.ts";

/** Elements whose content nobody reads. */
const unread = new Set(["script", "style", "template", "noscript"]);

/** Elements that begin a line of their own. */
const blocks = new Set(
  "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr legend li main nav ol optgroup option p pre section summary table tbody tfoot thead title tr ul".split(
    " ",
  ),
);
const cells = new Set(["td", "th"]);

/** The visible text of an HTML file, for reading and finding; never for showing as HTML. */
export async function readHtml(source: string): Promise<string> {
  return textOfHtml(await readEncodedText(source));
}

/** The visible text of HTML: a line for each block, a tab between cells, pictures by their description. */
export function textOfHtml(html: string): string {
  let text = "";
  let hidden = 0;
  let kept = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (unread.has(name)) hidden += 1;
      if (name === "pre" || name === "textarea") kept += 1;
      if (blocks.has(name)) text += "\n";
      if (cells.has(name)) text += "\t";
      if (name === "img" && attributes["alt"]) text += ` ${attributes["alt"]} `;
    },
    ontext(data) {
      if (hidden === 0) text += kept > 0 ? data : data.replace(/\s+/g, " ");
      if (text.length > textCharacters) parser.pause();
    },
    onclosetag(name) {
      if (unread.has(name)) hidden -= 1;
      if (name === "pre" || name === "textarea") kept -= 1;
      if (blocks.has(name) && name !== "br") text += "\n";
    },
  });
  parser.end(html);
  return tidyLines(text);
}

/** No blanks at the ends of lines, one between words, a tab between cells. */
function tidyLines(text: string): string {
  return text
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) =>
      line
        .replace(/ {2,}/g, " ")
        .replace(/ ?\t ?/g, "\t")
        .trim(),
    )
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}
