import PostalMime, { type Address } from "postal-mime";
import { readBeginning } from "./read-encoded-text.ts";
import { textOfHtml } from "./read-html.ts";

/** How much of an e-mail is read, in bytes; what is said stands before what is attached. */
const readLimitBytes = 50_000_000;

/** An e-mail: who wrote to whom, when and about what, what it says, and what is attached. */
export async function readMail(source: string): Promise<string> {
  const mail = await PostalMime.parse(await readBeginning(source, readLimitBytes));
  const headers = [
    ["Subject", mail.subject],
    ["From", mail.from && addressesOf([mail.from])],
    ["To", addressesOf(mail.to ?? [])],
    ["Cc", addressesOf(mail.cc ?? [])],
    ["Date", mail.date],
  ].flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
  const attached = mail.attachments.flatMap(({ filename }) => (filename ? [filename] : []));
  const body = mail.text?.trim() ? mail.text : textOfHtml(mail.html ?? "");
  return [headers.join("\n"), body.replace(/\r\n?/g, "\n"), attached.join("\n")].join("\n\n");
}

function addressesOf(list: readonly Address[]): string {
  return list
    .flatMap((entry) => (entry.group ? entry.group : [entry]))
    .map(({ name, address }) => [name, address && `<${address}>`].filter(Boolean).join(" "))
    .join(", ");
}
