import type { Database } from "#services/database/connection.ts";
import { prepare } from "#services/database/prepare.ts";
import { DocumentJson, type DocumentMark } from "#services/documents/schema/document-json.ts";
import { readImageSource } from "#services/documents/schema/image-source.ts";
import { type MentionNames, nameOfMention } from "#services/documents/schema/mention-names.ts";
import { mentionAddressOf, pageOfAddress } from "#services/documents/schema/page-address.ts";
import { readContent } from "#services/documents/store/read-content.ts";
import { sharedDocumentWorker } from "#services/documents/store/shared-worker.ts";
import type { SharedReading } from "#services/web/page-types/page-type-room.ts";
import { filterPictures, filterShared } from "./find-shared-page.ts";
import { Html } from "./html.ts";
import { sharedPageAddress, sharedPreviewAddress } from "./shared-addresses.ts";

/** The page a link, or the link of a picture, leads to where it leads into a workspace. */
function ownPageOf({ attrs }: DocumentMark | DocumentJson): string | undefined {
  return pageOfAddress(attrs?.["href"]);
}

interface Named {
  readonly pageIds: Set<string>;
  readonly fileIds: Set<string>;
}

function collect(node: DocumentJson, named: Named): void {
  for (const linking of [node, ...(node.marks ?? [])]) {
    const pageId = ownPageOf(linking);
    if (pageId !== undefined) named.pageIds.add(pageId);
  }
  const source = node.type === "image" ? readImageSource(node.attrs?.["src"]) : undefined;
  if (source?.kind === "file") named.fileIds.add(source.pageId);
  for (const child of node.content ?? []) collect(child, named);
}

interface Shown {
  readonly token: string;
  readonly pageIds: ReadonlySet<string>;
  readonly fileIds: ReadonlySet<string>;
  /** Of what is mentioned, as far as whoever holds the link may know it. */
  readonly names: MentionNames;
}

function paragraph(text: string, href?: string): DocumentJson {
  const marks = href === undefined ? {} : { marks: [{ type: "link", attrs: { href } }] };
  return { type: "paragraph", content: text === "" ? [] : [{ type: "text", text, ...marks }] };
}

/** A picture of another site would be asked for as soon as the page opens, and one outside the link may not be seen: words stand for both. */
function fitImage(node: DocumentJson, shown: Shown): DocumentJson {
  const source = readImageSource(node.attrs?.["src"]);
  const alt = node.attrs?.["alt"];
  const words = typeof alt === "string" ? alt : "";
  if (source?.kind === "web") return paragraph(words === "" ? source.address : words, source.address);
  if (source === undefined || !shown.fileIds.has(source.pageId)) return paragraph(words);
  const pageId = ownPageOf(node);
  if (pageId === undefined) return node;
  const href = shown.pageIds.has(pageId) ? sharedPageAddress(shown.token, pageId) : null;
  return { ...node, attrs: { ...node.attrs, href } };
}

/** A page that is shared goes by its title and can be followed; a person goes by their name. */
function fitMention(node: DocumentJson, { token, pageIds, names }: Shown): DocumentJson {
  const pageId = ownPageOf(node);
  const href = pageId !== undefined && pageIds.has(pageId) ? sharedPageAddress(token, pageId) : undefined;
  const marks = href === undefined ? [] : [{ type: "link", attrs: { href } }];
  const text = nameOfMention(String(node.attrs?.["href"]), names);
  return { type: "text", text, marks: [...(node.marks ?? []).filter(({ type }) => type !== "link"), ...marks] };
}

const selectTitles = prepare<{ readonly id: string; readonly title: string }>(
  "titles-of-shared",
  "SELECT id, title FROM pages WHERE id = ANY ($1::uuid[])",
);
const selectNames = prepare<{ readonly id: string; readonly name: string }>(
  "names-on-shared",
  `SELECT u.id, u.name FROM users u JOIN page_links l ON l.target_id = u.id AND l.kind = 'person'
   WHERE l.source_id = $1::uuid`,
);

/** Titles of those pages that the link gives too, and names of people whom the page mentions. */
async function readNames(db: Database, pageId: string, pageIds: ReadonlySet<string>): Promise<MentionNames> {
  const [titles, people] = await Promise.all([selectTitles(db, [[...pageIds]]), selectNames(db, [pageId])]);
  return new Map([
    ...titles.map(({ id, title }) => [mentionAddressOf({ kind: "page", id }), title] as const),
    ...people.map(({ id, name }) => [mentionAddressOf({ kind: "person", id }), name] as const),
  ]);
}

function fitNode(node: DocumentJson, shown: Shown): DocumentJson {
  if (node.type === "image") return fitImage(node, shown);
  if (node.type === "mention") return fitMention(node, shown);
  const marks = node.marks?.flatMap((mark): DocumentMark[] => {
    const pageId = ownPageOf(mark);
    if (pageId === undefined) return [mark];
    if (!shown.pageIds.has(pageId)) return [];
    return [{ ...mark, attrs: { ...mark.attrs, href: sharedPageAddress(shown.token, pageId) } }];
  });
  return {
    ...node,
    ...(marks === undefined ? {} : { marks }),
    ...(node.content === undefined ? {} : { content: node.content.map((child) => fitNode(child, shown)) }),
  };
}

/** A document as markup in which links and pictures lead only where the share link does. */
export async function renderSharedDocument({ db, token, pageId }: SharedReading): Promise<Html> {
  const { content } = await readContent(db, { pageId, format: "json" });
  const document = DocumentJson.parse(JSON.parse(content));
  const named: Named = { pageIds: new Set(), fileIds: new Set() };
  collect(document, named);
  const pageIds = await filterShared(db, token, [...named.pageIds]);
  const fileIds = await filterPictures(db, token, [...named.fileIds]);
  const names = await readNames(db, pageId, pageIds);
  const json = JSON.stringify(fitNode(document, { token, pageIds, fileIds, names }));
  const markup = await sharedDocumentWorker().render({ json, format: "html" });
  // The schema knows only the workspace's own addresses of files.
  return new Html(
    markup.replace(/(<img[^>]* src=")\/api\/files\/([0-9a-f-]{36})"/gi, (_all, start: string, id: string) =>
      fileIds.has(id.toLowerCase()) ? `${start}${sharedPreviewAddress(token, id)}"` : `${start}"`,
    ),
  );
}
