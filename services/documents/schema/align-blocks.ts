import { Fragment, type Node } from "@tiptap/pm/model";
import type { updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { type Match, matchEqual } from "./match-equal.ts";

/** Which node each Yjs type stands for, as y-tiptap keeps it. */
type YjsMapping = Parameters<typeof updateYFragment>[3]["mapping"];

export interface BlockVersions {
  readonly current: Node;
  /** The current content after a round trip through the source format; equal blocks of the target are unchanged. */
  readonly normal: Node;
  readonly target: Node;
}

export interface AlignedBlocks {
  readonly node: Node;
  readonly mapping: YjsMapping;
}

/** The target with its unchanged blocks replaced by the very nodes that stand for the Yjs types, so that y-tiptap leaves those alone wherever they moved to. */
export function alignBlocks(fragment: Y.XmlFragment, versions: BlockVersions): AlignedBlocks {
  const mapping: YjsMapping = new Map();
  return { node: alignChildren(fragment, versions, mapping), mapping };
}

function alignChildren(parent: Y.XmlFragment, versions: BlockVersions, mapping: YjsMapping): Node {
  const { current, target } = versions;
  const elements = parent.toArray().filter((child) => child instanceof Y.XmlElement);
  if (target.inlineContent || elements.length !== current.childCount || elements.length !== parent.length)
    return target;
  const normal = versions.normal.childCount === current.childCount ? versions.normal : current;
  const aligned = [...target.children];
  const matches = matchEqual(normal.children.map(keyOf), target.children.map(keyOf));
  for (const { before, after } of matches) {
    const element = elements[before];
    const unchanged = current.child(before);
    aligned[after] = unchanged;
    if (element) mapping.set(element, unchanged);
  }
  for (const { before, after } of pairsBetween(matches, { before: elements.length, after: aligned.length })) {
    const element = elements[before];
    const wanted = target.child(after);
    if (element && wanted.type === current.child(before).type) {
      const inner = { current: current.child(before), normal: normal.child(before), target: wanted };
      aligned[after] = alignChildren(element, inner, mapping);
    }
  }
  return target.copy(Fragment.fromArray(aligned));
}

function keyOf(node: Node): string {
  return JSON.stringify(node);
}

/** Pairs by place what lies between matches: those blocks were edited. */
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
