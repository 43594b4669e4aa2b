import fc from "fast-check";
import { expect } from "vitest";
import * as Y from "yjs";
import { applyUpdate } from "#services/documents/schema/apply-update.ts";
import { flowField } from "#services/documents/schema/flow/fields.ts";
import { jsonFromYjs } from "#services/documents/schema/json-from-yjs.ts";
import { markdownFromDocument } from "#services/documents/schema/markdown.ts";
import { applyMarkdownAsMinimalDiff } from "#services/documents/schema/yjs.ts";
import { type Gesture, gestureKinds, movesWords, perform, plantBlocks, type TypeNew, takesWords } from "./editing.ts";
import type { HeadlessEditor } from "./headless-editor.ts";

const people = 3;

/** Someone does something, or something another did arrives. */
export type Step =
  | { readonly kind: "gesture"; readonly who: number; readonly gesture: Gesture }
  | { readonly kind: "deliver"; readonly who: number; readonly pick: number }
  | { readonly kind: "replace"; readonly who: number; readonly rewrite: Rewrite };

/** What a program makes of the markdown it read at someone's. */
interface Rewrite {
  readonly kind: "heading" | "list" | "quote" | "swap" | "remove" | "add";
  readonly at: number;
}

export const anyGesture: fc.Arbitrary<Gesture> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant("type" as const) },
    { weight: 1, arbitrary: fc.constantFrom("undo" as const, "redo" as const) },
    { weight: 8, arbitrary: fc.constantFrom(...gestureKinds) },
  ),
  at: fc.nat(80),
  size: fc.nat(5),
});
const who = fc.nat(people - 1);
const anyRewrite: fc.Arbitrary<Rewrite> = fc.record({
  kind: fc.constantFrom(
    "heading" as const,
    "list" as const,
    "quote" as const,
    "swap" as const,
    "remove" as const,
    "add" as const,
  ),
  at: fc.nat(20),
});
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ kind: fc.constant("gesture" as const), who, gesture: anyGesture }) },
  { weight: 20, arbitrary: fc.record({ kind: fc.constant("deliver" as const), who, pick: fc.nat(50) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("replace" as const), who, rewrite: anyRewrite }) },
);

export const anySteps: fc.Arbitrary<Step[]> = fc.array(anyStep, { minLength: 5, maxLength: 40, size: "max" });

interface Seat {
  readonly editor: HeadlessEditor;
  /** Characters typed here. */
  readonly own: Set<string>;
  /** Updates of others that have not arrived. */
  readonly inbox: Uint8Array[];
}

/** People at one document, and what became of every character they typed. */
export function createRoom(createEditor: (clientId: number) => HeadlessEditor) {
  const seats: Seat[] = Array.from({ length: people }, (_, index) => ({
    editor: createEditor(index + 1),
    own: new Set(),
    inbox: [],
  }));
  const words: string[] = [];
  const deleted = new Set<string>();
  let next = 0x4e00;
  let hasMoved = false;
  for (const { editor } of seats) {
    editor.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "remote") return;
      for (const seat of seats) if (seat.editor !== editor) seat.inbox.push(update);
    });
  }

  function typingAt({ own }: Seat): TypeNew {
    return (count) => {
      const word = Array.from({ length: count }, () => String.fromCharCode(next++)).join("");
      words.push(word);
      for (const character of word) own.add(character);
      return word;
    };
  }

  function deliver({ editor, inbox }: Seat, pick: number): void {
    const [update] = inbox.splice(pick % Math.max(inbox.length, 1), 1);
    if (update !== undefined) applyUpdate(editor.doc, update, "remote");
  }

  function gesture(seat: Seat, made: Gesture): void {
    const before = charactersOf(seat.editor);
    perform(seat.editor, made, typingAt(seat));
    const after = new Set(charactersOf(seat.editor));
    const gone = before.filter((character) => !after.has(character));
    if (made.kind === "undo" || made.kind === "redo") {
      const taken = gone.filter((character) => !seat.own.has(character) && !deleted.has(character));
      expect(taken, `${made.kind} takes words of others`).toEqual([]);
    } else if (!takesWords(made.kind)) expect(gone, `${made.kind} takes words`).toEqual([]);
    for (const character of gone) deleted.add(character);
    // A row that was deleted comes back at the end when somebody has written into it.
    if (movesWords(made.kind)) hasMoved = true;
  }

  /** A program that read the document at a seat replaces it; its edit comes to everyone in its time. */
  function replace(seat: Seat, { kind, at }: Rewrite): void {
    const doc = new Y.Doc();
    applyUpdate(doc, Y.encodeStateAsUpdate(seat.editor.doc));
    const markdown = rewrite(markdownFromDocument(jsonFromYjs(doc)), { kind, at }, typingAt(seat));
    let update: Uint8Array | undefined;
    doc.on("update", (made: Uint8Array) => {
      update = update === undefined ? made : Y.mergeUpdates([update, made]);
    });
    applyMarkdownAsMinimalDiff(doc, markdown);
    if (update === undefined) return;
    for (const character of deletedBy(update, seat.editor.doc)) deleted.add(character);
    for (const { inbox } of seats) inbox.push(update);
    // Markdown asks for a header row, and for other rows: what was in a cell may stand in another.
    hasMoved = true;
  }

  function deliverAll(): void {
    // What arrives may be answered: Yjs tidies marks that say nothing any more.
    while (seats.some(({ inbox }) => inbox.length > 0)) for (const seat of seats) deliver(seat, 0);
  }

  function check(): void {
    const [first, ...others] = seats.map(({ editor }) => editor.state().doc);
    if (first === undefined) throw new Error("Nobody is there.");
    first.check();
    for (const other of others) expect(other.toJSON(), "everyone sees the same").toEqual(first.toJSON());
    const standing = [...first.textContent];
    const counts = Map.groupBy(standing, (character) => character);
    const wrong = [...words.join("")].filter(
      (character) => !deleted.has(character) && counts.get(character)?.length !== 1,
    );
    expect(wrong, "characters that do not stand once").toEqual([]);
    if (hasMoved) return;
    for (const word of words) {
      const places = [...word].filter((character) => !deleted.has(character)).map((each) => standing.indexOf(each));
      expect(places, "a word stands in its order").toEqual(places.toSorted((one, other) => one - other));
    }
  }

  return { seats, typingAt, deliver, gesture, replace, deliverAll, check };
}

/** The characters of a document that an update takes away, told by their Yjs ids. */
function deletedBy(update: Uint8Array, doc: Y.Doc): string[] {
  const { ds } = Y.decodeUpdate(update);
  const found: string[] = [];
  for (let item = doc.getText(flowField)._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const { client, clock } = item.id;
    [...item.content.str].forEach((character, index) => {
      if (Y.isDeleted(ds, Y.createID(client, clock + index))) found.push(character);
    });
  }
  return found;
}

function rewrite(markdown: string, { kind, at }: Rewrite, typeNew: TypeNew): string {
  const blocks = markdown.trimEnd().split("\n\n");
  const index = at % blocks.length;
  const block = blocks[index] ?? "";
  if (kind === "heading") blocks[index] = `## ${block}`;
  else if (kind === "list") blocks[index] = `- ${block}`;
  else if (kind === "quote") blocks[index] = `> ${block}`;
  else if (kind === "remove") blocks.splice(index, 1);
  else if (kind === "add") blocks.splice(index, 0, typeNew(2));
  else blocks.push(...blocks.splice(index, 1));
  return `${blocks.join("\n\n")}\n`;
}

function charactersOf(editor: HeadlessEditor): string[] {
  return [...editor.state().doc.textContent.replaceAll("\n", "")];
}

/** Plays steps at a document with one block of every kind, and checks in the end that every character is where it must be. */
export function play(steps: readonly Step[], createEditor: (clientId: number) => HeadlessEditor): void {
  const room = createRoom(createEditor);
  const [first] = room.seats;
  if (first !== undefined) plantBlocks(first.editor, room.typingAt(first));
  room.deliverAll();
  for (const step of steps) {
    const seat = room.seats[step.who];
    if (seat === undefined) continue;
    if (step.kind === "deliver") room.deliver(seat, step.pick);
    else if (step.kind === "replace") room.replace(seat, step.rewrite);
    else room.gesture(seat, step.gesture);
  }
  room.deliverAll();
  room.check();
}
