import { createElement, memo, type ReactNode, useDeferredValue, useMemo } from "react";
import type { DocumentJson, DocumentMark } from "#services/documents/schema/document-json.ts";
import { isSafeUrl } from "#services/documents/schema/safe-url.ts";
import { blocksPerChunk, fewestBlocks } from "./editor/chunks/assign-chunks.ts";
import { StaticImage } from "./images/static-image.tsx";
import { StaticMention } from "./mentions/static-mention.tsx";
import { StaticLink } from "./static-link.tsx";

interface StaticContentProps {
  readonly content: DocumentJson;
  readonly words: StaticWords;
}

export interface StaticWords {
  /** Stands where a block is shown that this version does not know. */
  readonly unknownBlock: string;
  /** What the box of a task says to a screen reader. */
  readonly taskDone: string;
}

/** How many chunks are drawn at once: more than a screen holds. */
const chunksAtOnce = 2;
/** What the editor's markup has in a line without words. */
const emptyLine = "ProseMirror-trailingBreak";
/** About as high as a block is, in pixels. */
const blockHeight = 36;

/**
 * A document drawn without the editor, in the editor's own markup, so that the editor can take its place unnoticed; of a
 * long one the beginning first, and the rest when there is time.
 */
export const StaticContent = memo(function StaticContent({ content, words }: StaticContentProps) {
  const blocks = content.content ?? [];
  const chunks = useMemo(() => inChunks(content.content ?? []), [content]);
  const drawn = useDeferredValue(chunks.length, Math.min(chunks.length, chunksAtOnce));
  if (blocks.length < fewestBlocks)
    return <div className="ProseMirror document-content">{renderBlocks(blocks, words)}</div>;
  return (
    <div className="ProseMirror document-content">
      {chunks.slice(0, drawn).map((chunk, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is told by nothing but its place
        <StaticChunk key={index} blocks={chunk} words={words} />
      ))}
      {drawn < chunks.length && (
        <div data-undrawn style={{ height: (chunks.length - drawn) * blocksPerChunk * blockHeight }} />
      )}
    </div>
  );
});

const StaticChunk = memo(function StaticChunk({ blocks, words }: StaticChunkProps) {
  return <div className="document-chunk">{renderBlocks(blocks, words)}</div>;
});

interface StaticChunkProps {
  readonly blocks: readonly DocumentJson[];
  readonly words: StaticWords;
}

function inChunks(blocks: readonly DocumentJson[]): readonly (readonly DocumentJson[])[] {
  const count = Math.ceil(blocks.length / blocksPerChunk);
  return Array.from({ length: count }, (_, index) =>
    blocks.slice(index * blocksPerChunk, (index + 1) * blocksPerChunk),
  );
}

function renderChildren(node: DocumentJson, words: StaticWords): ReactNode {
  return renderBlocks(node.content ?? [], words);
}

function renderBlocks(nodes: readonly DocumentJson[], words: StaticWords): ReactNode {
  return nodes.map((child, index) => renderNode(child, index, words));
}

function renderNode(node: DocumentJson, key: number, words: StaticWords): ReactNode {
  const children = node.type === "text" ? null : renderChildren(node, words);
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduceRight<ReactNode>((inner, mark) => renderMark(mark, inner, key), node.text);
    case "paragraph":
      return <p key={key}>{(node.content ?? []).length === 0 ? <br className={emptyLine} /> : children}</p>;
    case "heading":
      return createElement(`h${headingLevel(node)}`, { key }, children);
    case "bulletList":
      return (
        <ul key={key} dir="auto">
          {children}
        </ul>
      );
    case "orderedList":
      return (
        <ol key={key} dir="auto" start={numberAttribute(node, "start")}>
          {children}
        </ol>
      );
    case "listItem":
      return <li key={key}>{children}</li>;
    case "taskList":
      return (
        <ul key={key} dir="auto" data-type="taskList">
          {children}
        </ul>
      );
    case "taskItem":
      return (
        <StaticTask key={key} node={node} label={words.taskDone}>
          {children}
        </StaticTask>
      );
    case "blockquote":
      return (
        <blockquote key={key} dir="auto">
          {children}
        </blockquote>
      );
    case "codeBlock":
      return renderCode(key, children);
    case "horizontalRule":
      return <hr key={key} />;
    case "image":
      return <StaticImage key={key} attrs={node.attrs} />;
    case "hardBreak":
      return <br key={key} />;
    case "mention":
      return (node.marks ?? []).reduceRight<ReactNode>(
        (inner, mark) => renderMark(mark, inner, key),
        <StaticMention key={key} address={node.attrs?.["href"]} />,
      );
    case "table":
      return (
        <div key={key} className="tableWrapper">
          <table>
            <tbody>{children}</tbody>
          </table>
        </div>
      );
    case "tableRow":
      return <tr key={key}>{children}</tr>;
    case "tableHeader":
    case "tableCell":
      return createElement(
        node.type === "tableCell" ? "td" : "th",
        { key, ...spans(node), style: alignment(node) },
        children,
      );
    default:
      return (
        <div key={key} className="document-unknown">
          {words.unknownBlock}
          {children}
        </div>
      );
  }
}

interface StaticTaskProps {
  readonly node: DocumentJson;
  readonly label: string;
  readonly children: ReactNode;
}

function StaticTask({ node, label, children }: StaticTaskProps) {
  const isChecked = node.attrs?.["checked"] === true;
  return (
    <li data-checked={isChecked}>
      <label>
        <input type="checkbox" aria-label={label} checked={isChecked} readOnly disabled />
      </label>
      <div>{children}</div>
    </li>
  );
}

function renderCode(key: number, children: ReactNode): ReactNode {
  return (
    <div key={key} className="code-block">
      <div className="code-block-bar" />
      <pre>
        <code>{children}</code>
      </pre>
    </div>
  );
}

function renderMark(mark: DocumentMark, inner: ReactNode, key: number): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong key={key}>{inner}</strong>;
    case "italic":
      return <em key={key}>{inner}</em>;
    case "underline":
      return <u key={key}>{inner}</u>;
    case "strike":
      return <s key={key}>{inner}</s>;
    case "code":
      return <code key={key}>{inner}</code>;
    case "link":
      return (
        <StaticLink key={key} address={safeAddress(mark)}>
          {inner}
        </StaticLink>
      );
    default:
      return inner;
  }
}

function safeAddress(mark: DocumentMark): string | undefined {
  const address = mark.attrs?.["href"];
  return typeof address === "string" && isSafeUrl(address) ? address : undefined;
}

function headingLevel(node: DocumentJson): number {
  return Math.min(Math.max(numberAttribute(node, "level") ?? 1, 1), 4);
}

function spans(node: DocumentJson): { colSpan: number | undefined; rowSpan: number | undefined } {
  return { colSpan: numberAttribute(node, "colspan"), rowSpan: numberAttribute(node, "rowspan") };
}

function alignment(node: DocumentJson): { textAlign: "left" | "center" | "right" } | undefined {
  const align = node.attrs?.["align"];
  return align === "left" || align === "center" || align === "right" ? { textAlign: align } : undefined;
}

function numberAttribute(node: DocumentJson, name: string): number | undefined {
  const value = node.attrs?.[name];
  return typeof value === "number" ? value : undefined;
}
