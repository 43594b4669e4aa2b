import { expect, test } from "vitest";
import * as Y from "yjs";
import { jsonFromYjs } from "./json-from-yjs.ts";
import { documentFromMarkdown, markdownFromDocument } from "./markdown.ts";
import { readdressDocument } from "./readdress.ts";
import { writeJsonToYjs } from "./yjs.ts";

const [one, other, third] = ["1", "2", "3"].map((digit) => `0190aaaa-0000-7000-8000-00000000000${digit}`);

test("pictures and links of a document lead to the copies, everything else stays", () => {
  const doc = new Y.Doc();
  const markdown = (id: string) =>
    `Read [the plan](/d/${third}/p/${id}) and [another](/d/${third}/p/${third}); ${one} in words stays.\n\n![Shore](/api/files/${id})\n\n- item [deep](http://localhost:3000/d/${third}/p/${id})\n`;
  writeJsonToYjs(doc, documentFromMarkdown(markdown(one ?? "")));
  expect(readdressDocument(doc, new Map([[one ?? "", other ?? ""]]))).toBe(true);
  expect(markdownFromDocument(jsonFromYjs(doc))).toBe(markdown(other ?? ""));
  expect(readdressDocument(doc, new Map([[one ?? "", other ?? ""]]))).toBe(false);
});
