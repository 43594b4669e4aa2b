import { Fragment, type Node } from "@tiptap/pm/model";
import { longestRise } from "#services/documents/schema/longest-rise.ts";
import { type Match, matchEqual } from "#services/documents/schema/match-equal.ts";
import { countUpTo, findRange, type KeptRange } from "./kept-ranges.ts";
import { type LocatedBlock, locateBlocks } from "./located-blocks.ts";

export interface DocumentVersions {
  readonly current: Node;
  /** The current content after a round trip through the source format: what equals a part of it in the target is unchanged. */
  readonly normal: Node;
  readonly target: Node;
}

export interface Alignment {
  /** The target, with the current nodes where they are unchanged. */
  readonly after: Node;
  readonly kept: readonly KeptRange[];
}

/** Tells what of a document stays in another version of it: unchanged parts as they are, and in changed blocks the words that are still there. */
export function alignDocuments(versions: DocumentVersions): Alignment {
  /** For nodes of the result the current node each goes on from. */
  const origins = new Map<Node, Node>();
  const after = takeMoved(alignChildren(versions, origins), versions.current, origins);
  return { after, kept: keptOf(versions.current, after, origins) };
}

function alignChildren(versions: DocumentVersions, origins: Map<Node, Node>): Node {
  const { current, target } = versions;
  if (target.inlineContent) return target;
  const normal = normalChildren(current, versions.normal);
  const aligned = [...target.children];
  const matches = matchEqual(normal.map(keyOf), target.children.map(keyOf));
  for (const { before, after } of matches) aligned[after] = current.child(before);
  const end = { before: current.childCount, after: aligned.length };
  for (const { before, after } of pairsBetween(matches, end)) {
    const was = current.child(before);
    const wanted = target.child(after);
    if (wanted.type !== was.type) continue;
    const inner = alignChildren({ current: was, normal: normal[before] ?? was, target: wanted }, origins);
    origins.set(inner, was);
    aligned[after] = inner;
  }
  return target.copy(Fragment.fromArray(aligned));
}

/** The children after the round trip, which gives one for each; where it does not, all stand for themselves. */
function normalChildren(current: Node, normal: Node): readonly Node[] {
  return normal.childCount === current.childCount ? normal.children : current.children;
}

function keyOf(node: Node): string {
  return JSON.stringify(node);
}

/** Pairs by place what lies between matches: those parts were edited. */
function pairsBetween(matches: readonly Match[], end: Match): Match[] {
  const pairs: Match[] = [];
  let before = 0;
  let after = 0;
  for (const match of [...matches, end]) {
    while (before < match.before && after < match.after) {
      pairs.push({ before, after });
      before += 1;
      after += 1;
    }
    before = match.before + 1;
    after = match.after + 1;
  }
  return pairs;
}

/** Blocks of the result that equal a current one which stands nowhere in it yet: they were moved, and are that very node. */
function takeMoved(after: Node, current: Node, origins: Map<Node, Node>): Node {
  const standing = new Set(blocksOf(after).map(({ node }) => origins.get(node) ?? node));
  const left = new Map<string, Node[]>();
  for (const { node } of blocksOf(current)) {
    if (standing.has(node) || node.content.size === 0) continue;
    left.set(keyOf(node), [...(left.get(keyOf(node)) ?? []), node]);
  }
  if (left.size === 0) return after;
  function take(node: Node): Node {
    if (node.isTextblock) {
      if (standing.has(origins.get(node) ?? node)) return node;
      return left.get(keyOf(node))?.shift() ?? node;
    }
    const children = node.children.map(take);
    if (children.every((child, index) => child === node.child(index))) return node;
    const taken = node.copy(Fragment.fromArray(children));
    const origin = origins.get(node);
    if (origin !== undefined) origins.set(taken, origin);
    return taken;
  }
  return take(after);
}

function blocksOf(doc: Node): LocatedBlock[] {
  return locateBlocks(doc);
}

/** Positions of a document that stay in the result, by the nodes that go on and by the words that blocks share. */
function keptOf(current: Node, after: Node, origins: ReadonlyMap<Node, Node>): readonly KeptRange[] {
  const places = new Map<Node, number>();
  current.descendants((node, pos) => void places.set(node, pos));
  const found: KeptRange[] = [];
  const paired = new Set<Node>();
  const open: LocatedBlock[] = [];
  const pairBlocks = (was: LocatedBlock, is: LocatedBlock) => {
    paired.add(was.node);
    found.push({ before: was.pos, after: is.pos, size: 1 }, ...keptWords(was, is));
  };
  after.descendants((node, pos) => {
    const same = places.get(node);
    if (same !== undefined) {
      found.push({ before: same, after: pos, size: node.nodeSize });
      for (const block of node.isTextblock ? [{ node }] : blocksOf(node)) paired.add(block.node);
      return false;
    }
    const origin = origins.get(node);
    const before = origin === undefined ? undefined : places.get(origin);
    const is = { node, pos, around: [] };
    if (origin === undefined || before === undefined) {
      if (node.isTextblock) open.push(is);
      return !node.isTextblock;
    }
    if (node.isTextblock) pairBlocks({ node: origin, pos: before, around: [] }, is);
    else found.push({ before, after: pos, size: 1 });
    return !node.isTextblock;
  });
  const left = blocksOf(current).filter(({ node }) => !paired.has(node));
  for (const [was, is] of pairByWords(left, open)) pairBlocks(was, is);
  const kept = ascending(found);
  return joinTouching([...kept, ...wordsBetween(current, after, kept)].sort((one, other) => one.after - other.after));
}

/** Words that went from one block to another without passing what stays: where blocks were split or joined. */
function wordsBetween(current: Node, after: Node, kept: readonly KeptRange[]): KeptRange[] {
  const left = (doc: Node, side: "before" | "after") =>
    blocksOf(doc)
      .filter(({ node }) => node.isTextblock)
      .flatMap(({ node, pos }) => partsOf(node).map(({ key, at }) => ({ key, at: pos + 1 + at })))
      .filter(({ at }) => findRange(kept, at, side) === undefined);
  const [was, is] = [left(current, "before"), left(after, "after")];
  return matchEqual(
    was.map(({ key }) => key),
    is.map(({ key }) => key),
  ).flatMap((match) => {
    const one = was[match.before];
    const other = is[match.after];
    if (one === undefined || other === undefined) return [];
    const range = { before: one.at, after: other.at, size: one.key.length };
    const next = countUpTo(kept, range.after, "after");
    const isBehind = (kept[next - 1]?.before ?? -1) < range.before;
    const isAhead = range.before < (kept[next]?.before ?? Number.POSITIVE_INFINITY);
    return isBehind && isAhead ? [range] : [];
  });
}

/** Pairs blocks that changed their kind or what they lie in: first those with the same words, then in order what stands between. */
function pairByWords(before: readonly LocatedBlock[], after: readonly LocatedBlock[]): [LocatedBlock, LocatedBlock][] {
  const textOf = ({ node }: LocatedBlock) => node.textContent;
  const matches = matchEqual(before.map(textOf), after.map(textOf));
  const all = [...matches, ...pairsBetween(matches, { before: before.length, after: after.length })];
  return all.flatMap((match): [LocatedBlock, LocatedBlock][] => {
    const was = before[match.before];
    const is = after[match.after];
    return was === undefined || is === undefined ? [] : [[was, is]];
  });
}

/** The words that two blocks share, in order. */
function keptWords(was: LocatedBlock, is: LocatedBlock): KeptRange[] {
  const [before, after] = [partsOf(was.node), partsOf(is.node)];
  return matchEqual(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  ).flatMap((match) => {
    const one = before[match.before];
    const other = after[match.after];
    if (one === undefined || other === undefined) return [];
    return [{ before: was.pos + 1 + one.at, after: is.pos + 1 + other.at, size: one.key.length }];
  });
}

/** The words, blanks and signs of a block; atoms stand for themselves. */
function partsOf(block: Node): { readonly key: string; readonly at: number }[] {
  const text = block.textBetween(0, block.content.size, undefined, (leaf) => (leaf.isLeaf ? "\ufffc" : ""));
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+|\s|[^\s]/gu)].map((match) => ({ key: match[0], at: match.index }));
}

/** The ranges that rise on both sides, joined where they touch; of those that cross, the ones that keep most blocks. */
function ascending(ranges: readonly KeptRange[]): readonly KeptRange[] {
  const sorted = ranges.toSorted((one, other) => one.after - other.after);
  return joinTouching(longestRise(sorted, ({ before }) => before));
}

function joinTouching(ranges: readonly KeptRange[]): KeptRange[] {
  const joined: KeptRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    const isOverlap = last !== undefined && range.before < last.before + last.size;
    if (isOverlap) continue;
    const isNext =
      last !== undefined && last.before + last.size === range.before && last.after + last.size === range.after;
    if (isNext) joined[joined.length - 1] = { ...last, size: last.size + range.size };
    else joined.push(range);
  }
  return joined;
}
