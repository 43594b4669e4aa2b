import type { Emphasis, Link, Parents, Root, RootContent, Strong, Text } from "mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemToMarkdown } from "mdast-util-gfm-task-list-item";
import { mathToMarkdown } from "mdast-util-math";
import {
  defaultHandlers,
  type Handlers,
  type Info,
  type Options,
  type State,
  toMarkdown,
} from "mdast-util-to-markdown";
import { writeImage } from "./images.ts";

/** Which signs of each text have a backslash before them; texts not named are written as they are. */
export type Escapes = ReadonlyMap<Text, ReadonlySet<number>>;

export interface Writing {
  readonly escapes: Escapes;
  /** Links that say their own address are written as that, without brackets. */
  readonly hasBareLinks: boolean;
  /** Bold and italics that are written with stars alone, and no letter beside them as its number. */
  readonly starred: ReadonlySet<Emphasis | Strong>;
}

/** A letter that is written as its number. */
export const reference = /&#x[0-9A-F]+;/;

/** Signs that markdown may give a meaning to. */
const meaningful = /[\\`*_{}[\]<>&~|$!#+\-.():@=^"']/;

/** Writes a tree as markdown; whether it is read as the same tree is for the caller to see. */
export function writeTree(root: Root, writing: Writing): string {
  return toMarkdown(root, optionsFor(writing));
}

/** The places in a text where a backslash, or another form of a blank, may be needed. */
export function findMeaningful({ value }: Text): number[] {
  const places: number[] = [];
  for (let index = 0; index < value.length; index++) {
    const sign = value[index] ?? "";
    const isEdge = index === 0 || index === value.length - 1;
    if (meaningful.test(sign) || sign === "\t" || (isEdge && sign.trim() === "")) places.push(index);
  }
  return places;
}

/** All texts of a tree, in order. */
export function textsOf(node: Root | RootContent): Text[] {
  if (node.type === "text") return [node];
  return "children" in node ? node.children.flatMap((child: RootContent) => textsOf(child)) : [];
}

/** All bold and italics of a tree. */
export function emphasesOf(node: Root | RootContent): (Emphasis | Strong)[] {
  const own = node.type === "emphasis" || node.type === "strong" ? [node] : [];
  return "children" in node ? [...own, ...node.children.flatMap((child: RootContent) => emphasesOf(child))] : own;
}

function optionsFor(writing: Writing): Options {
  return {
    bullet: "-",
    bulletOther: "*",
    emphasis: "*",
    fences: true,
    listItemIndent: "one",
    resourceLink: true,
    rule: "-",
    extensions: [
      gfmStrikethroughToMarkdown(),
      gfmTableToMarkdown({ tablePipeAlign: false }),
      gfmTaskListItemToMarkdown(),
      mathToMarkdown(),
      {
        handlers: {
          image: writeImage,
          text: (node: Text) => writeText(node, writing.escapes.get(node)),
          link: (node: Link, parent: Parents | undefined, ...rest: [State, Info]) =>
            writeAddress(node, writing.hasBareLinks) ?? defaultHandlers.link(node, parent, ...rest),
          ...(writing.starred.size > 0 ? starHandlers(writing.starred) : {}),
        },
      },
    ],
  };
}

/** Bold and italics as the library writes them, but for some. */
function starHandlers(starred: Writing["starred"]): Partial<Handlers> {
  const emphasis = (node: Emphasis, parent: Parents | undefined, ...[state, info]: [State, Info]) =>
    starred.has(node) ? writeStars(node, state, info) : defaultHandlers.emphasis(node, parent, state, info);
  const strong = (node: Strong, parent: Parents | undefined, ...[state, info]: [State, Info]) =>
    starred.has(node) ? writeStars(node, state, info) : defaultHandlers.strong(node, parent, state, info);
  return { emphasis, strong };
}

function writeStars(node: Emphasis | Strong, state: State, info: Info): string {
  const stars = node.type === "strong" ? "**" : "*";
  return `${stars}${state.containerPhrasing(node, { ...info, before: stars, after: stars })}${stars}`;
}

function writeText({ value }: Text, escapes: ReadonlySet<number> | undefined): string {
  if (escapes === undefined || escapes.size === 0) return value;
  return Array.from({ length: value.length }, (_, index) => {
    const sign = value[index] ?? "";
    if (!escapes.has(index)) return sign;
    return meaningful.test(sign) ? `\\${sign}` : `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`;
  }).join("");
}

/** A link that says its own address needs no words; undefined where it says something else. */
function writeAddress({ url, title, children }: Link, isBare: boolean): string | undefined {
  const [only, ...others] = children;
  if (others.length > 0 || only?.type !== "text" || title) return undefined;
  const isShortened =
    url === `mailto:${only.value}` || (only.value.startsWith("www.") && url === `http://${only.value}`);
  if (isShortened) return isBare ? only.value : undefined;
  if (url !== only.value || !/^https?:\/\/[^\s<>]+$/.test(url)) return undefined;
  return isBare ? url : `<${url}>`;
}
