import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import { showToast } from "#renderer/components/toast.ts";
import { untilShowable } from "#renderer/workspace/files/until-showable.ts";
import { uploadFiles } from "#renderer/workspace/uploads/uploads.ts";
import { type Upload, useUploads } from "#renderer/workspace/uploads/uploads-list.ts";
import { hasPreview } from "#services/contracts/media-types.ts";
import type { PageSummary } from "#services/contracts/shapes.ts";
import { fileAddress } from "#services/documents/schema/image-source.ts";
import type { PictureTools } from "./picture.ts";
import { placeForBlock } from "./place-image.ts";
import { createUploadLine, type UploadLine } from "./upload-line.ts";

export interface UploadingTools extends PictureTools {
  /** The document's page, below which files come to lie: who may see the one may see the other. */
  readonly page: { readonly driveId: string; readonly id: string };
}

/** One file on its way into the text. */
interface Coming {
  readonly uploadId: number;
  readonly file: File;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly line: UploadLine;
  /** What it became, once that can be shown. */
  stored?: PageSummary;
  isSettled: boolean;
}

type Change =
  | { readonly kind: "add"; readonly position: number; readonly all: readonly Coming[] }
  | { readonly kind: "remove"; readonly one: Coming };

const uploadsKey = new PluginKey<DecorationSet>("placeUploads");

/** Uploads files and puts each where it was dropped or pasted: pictures as pictures, others as links to their pages. */
export interface UploadPlacing {
  readonly plugin: Plugin<DecorationSet>;
  readonly begin: (view: EditorView, arrival: PlacedFiles) => void;
}

export interface PlacedFiles {
  readonly files: readonly File[];
  readonly position: number;
  /** What the pictures of these files have besides their address: words, a width, a link. */
  readonly attrs?: Readonly<Record<string, unknown>> | undefined;
}

export function createUploadPlacing(tools: UploadingTools): UploadPlacing {
  const { t, cache, page } = tools;
  const batches = new Set<Coming[]>();
  let current: EditorView | undefined;

  function begin(view: EditorView, { files, position, attrs = {} }: PlacedFiles): void {
    const ids = uploadFiles(files, { driveId: page.driveId, parentId: page.id });
    const batch = files.flatMap((file, index): Coming[] => {
      const uploadId = ids[index];
      if (uploadId === undefined) return [];
      const one: Coming = {
        uploadId,
        file,
        attrs,
        line: createUploadLine(t, file.name),
        isSettled: false,
      };
      return [one];
    });
    batches.add(batch);
    view.dispatch(view.state.tr.setMeta(uploadsKey, { kind: "add", position, all: batch } satisfies Change));
    follow(batch);
  }

  /** Follows the uploads of a batch until all are in the text, or came to nothing. */
  function follow(batch: Coming[]): void {
    const look = (items: readonly Upload[]) => {
      for (const one of [...batch]) {
        const upload = items.find(({ id }) => id === one.uploadId);
        if (upload === undefined || one.stored !== undefined) continue;
        if (upload.state === "cancelled") {
          drop(one, batch);
          continue;
        }
        one.line.show(upload);
        if (upload.page !== undefined) void settle(one, upload.page, batch);
        else if (upload.state === "failed") one.isSettled = true;
      }
      place(batch);
      if (batch.length === 0) stop();
    };
    const stop = useUploads.subscribe(({ items }) => look(items));
    look(useUploads.getState().items);
  }

  function drop(one: Coming, batch: Coming[]): void {
    batch.splice(batch.indexOf(one), 1);
    if (current !== undefined) remove(current, one);
  }

  async function settle(one: Coming, stored: PageSummary, batch: Coming[]): Promise<void> {
    one.stored = stored;
    one.line.show(undefined);
    // Others see the picture at once, not first that it is being made.
    if (hasPreview(one.file.type)) await untilShowable(cache, stored.id);
    one.isSettled = true;
    place(batch);
  }

  /** Puts what has arrived into the text, each behind those before it. */
  function place(batch: Coming[]): void {
    if (!batches.has(batch)) return;
    for (const one of [...batch]) {
      if (!one.isSettled) return;
      if (one.stored === undefined) continue;
      batch.splice(batch.indexOf(one), 1);
      if (current === undefined) tellUnplaced(one.file.name);
      else insert(current, one, one.stored);
    }
    if (batch.length === 0) batches.delete(batch);
  }

  function tellUnplaced(name: string): void {
    showToast({ message: t("image.unplaced", { name }), description: t("image.unplacedHint") });
  }

  function insert(view: EditorView, one: Coming, stored: PageSummary): void {
    const { state } = view;
    const position = findPosition(state, one) ?? state.doc.content.size;
    const node = nodeOf(state, one, stored);
    const transaction = state.tr.setMeta(uploadsKey, { kind: "remove", one } satisfies Change);
    if (node !== undefined) transaction.insert(placeForBlock(state.doc, position, node.type), node);
    const hadFocus = one.line.dom.contains(document.activeElement);
    view.dispatch(transaction);
    if (hadFocus) view.focus();
  }

  function nodeOf({ schema }: EditorState, { file, attrs }: Coming, stored: PageSummary) {
    if (hasPreview(file.type)) return schema.nodes["image"]?.create({ ...attrs, src: fileAddress(stored.id) });
    const href = `/d/${stored.driveId}/p/${stored.id}`;
    const marks = schema.marks["link"] === undefined ? [] : [schema.marks["link"].create({ href })];
    return schema.nodes["paragraph"]?.create(null, schema.text(stored.title || file.name, marks));
  }

  const plugin = new Plugin<DecorationSet>({
    key: uploadsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, shown) => applyChange(transaction, shown.map(transaction.mapping, transaction.doc)),
    },
    props: { decorations: (state) => uploadsKey.getState(state) },
    view: (view) => {
      current = view;
      return {
        destroy: () => {
          current = undefined;
        },
      };
    },
  });
  return { plugin, begin };
}

function applyChange(transaction: Transaction, shown: DecorationSet): DecorationSet {
  const change: Change | undefined = transaction.getMeta(uploadsKey);
  if (change === undefined) return shown;
  if (change.kind === "remove") return shown.remove(shown.find(undefined, undefined, isOf(change.one)));
  const added = change.all.map((one) =>
    Decoration.widget(change.position, one.line.dom, {
      key: String(one.uploadId),
      one,
      side: 0,
      ignoreSelection: true,
    }),
  );
  return shown.add(transaction.doc, added);
}

function isOf(one: Coming): (spec: Readonly<Record<string, unknown>>) => boolean {
  return (spec) => spec["one"] === one;
}

/** Takes the line of a file out; where it had the focus, the text has it. */
function remove(view: EditorView, one: Coming): void {
  const hasFocus = one.line.dom.contains(document.activeElement);
  view.dispatch(view.state.tr.setMeta(uploadsKey, { kind: "remove", one } satisfies Change));
  if (hasFocus) view.focus();
}

function findPosition(state: EditorState, one: Coming): number | undefined {
  return uploadsKey.getState(state)?.find(undefined, undefined, isOf(one))[0]?.from;
}
