import { readEncodedText } from "./read-encoded-text.ts";
import { textOfHtml } from "./read-html.ts";

/** What is said in a caption file (WebVTT): its cues without times, settings and styles. */
export async function readCaptions(source: string): Promise<string> {
  const text = (await readEncodedText(source)).replace(/\r\n?/g, "\n");
  const cues = text
    .split(/\n{2,}/)
    .slice(1)
    .filter((block) => !/^(?:STYLE|REGION)\b/.test(block));
  return cues
    .map((cue) => textOfHtml(cue.replace(/^(?:.*\n)?.*-->.*(?:\n|$)/, "").replaceAll("\n", "<br>")))
    .join("\n");
}
