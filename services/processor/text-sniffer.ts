import { findEncoding } from "./text-encoding.ts";

/** How an e-mail begins: header fields up to an empty line, those that tell sender and way among them. */
const mailHeaders = /^(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)+(?=\r?\n)/;
const mailSender = /^(?:from|received|return-path):/im;
const mailWay = /^(?:date|message-id|mime-version|delivered-to|to|subject):/im;

/** The media type of content that is text, seen from its beginning; undefined for anything else. */
export function sniffText(head: Uint8Array, isWhole: boolean): string | undefined {
  const encoding = findEncoding({ bytes: head, isWhole });
  if (encoding === undefined) return undefined;
  const text = new TextDecoder(encoding).decode(head);
  const start = text.slice(0, 4_096).replace(/^(?:\s|<\?[^>]*\?>|<!--[\s\S]*?-->)+/, "");
  if (/^(?:<!doctype svg[^>]*>\s*)?<svg[\s>]/i.test(start)) return "image/svg+xml";
  if (/^<(?:!doctype html|html|head|body|script|style|iframe|meta|link|title|base|object|embed)[\s>]/i.test(start)) {
    return "text/html";
  }
  if (/^\s*<\?xml\s/.test(text) || /^<[a-z][\w.-]*:?[\w.-]*\s[^>]*xmlns/i.test(start)) return "application/xml";
  return findWrittenType(text);
}

/** Texts that are known by how they begin. */
function findWrittenType(text: string): string {
  const start = text.slice(0, 64).trimStart();
  if (/^BEGIN:VCALENDAR\s/i.test(start)) return "text/calendar";
  if (/^BEGIN:VCARD\s/i.test(start)) return "text/vcard";
  if (/^WEBVTT(?:\s|$)/.test(start)) return "text/vtt";
  if (/^\{\\rtf\d?/.test(start)) return "application/rtf";
  const headers = mailHeaders.exec(text)?.[0];
  if (headers !== undefined && mailSender.test(headers) && mailWay.test(headers)) return "message/rfc822";
  return "text/plain";
}
