const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A control character that text does not hold. */
const binary = /[\p{Cc}--[\t\n\v\f\r]]/v;

/** Longest incomplete UTF-8 sequence a cut can leave at the end, in bytes. */
const longestTail = 3;

/** The media type of content that is text, seen from its beginning; undefined for anything else. */
export function sniffText(head: Uint8Array, isWhole: boolean): string | undefined {
  const text = decodeHead(head, isWhole);
  if (text === undefined) return undefined;
  const start = text.slice(0, 4_096).replace(/^(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->)+/, "");
  if (/^(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(start)) return "image/svg+xml";
  if (/^<(?:!doctype html|html|head|body|script|style|iframe|meta|link|title|base|object|embed)[\s>]/i.test(start)) {
    return "text/html";
  }
  if (/^\s*<\?xml\s/.test(text) || /^<[a-z][\w.-]*:?[\w.-]*\s[^>]*xmlns/i.test(start)) return "application/xml";
  return "text/plain";
}

function decodeHead(head: Uint8Array, isWhole: boolean): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le").decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be").decode(head);
  for (let cut = 0; cut <= (isWhole ? 0 : longestTail); cut += 1) {
    try {
      const text = utf8.decode(head.subarray(0, head.length - cut));
      return binary.test(text) ? undefined : text;
    } catch {
      // Cut inside a character: try without the incomplete bytes.
    }
  }
  return undefined;
}
