import { type Editor, Extension, type Range } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { showToast } from "#renderer/components/toast.ts";
import { droppedFiles, holdsFiles } from "#renderer/workspace/uploads/dropped-files.ts";
import { pickFiles } from "#renderer/workspace/uploads/pick-files.ts";
import { selectedImage } from "./image-view.ts";
import { holdsPictures, isOnlyPicture, readPastedPictures } from "./pasted-pictures.ts";
import { placeForBlock } from "./place-image.ts";
import { createUploadPlacing, type PlacedFiles, type UploadingTools, type UploadPlacing } from "./place-uploads.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    imageBlocks: {
      /** Lets the person choose pictures, which come to stand where the range was. */
      pickImages: (range: Range) => ReturnType;
    };
  }
}

interface ImageBlocksOptions {
  tools: UploadingTools | undefined;
}

/** Pictures in the text: shown, selected, put in by paste, drop and menu. */
export const ImageBlocks = Extension.create<ImageBlocksOptions>({
  name: "imageBlocks",
  priority: 1_003,
  addOptions: () => ({ tools: undefined }),
  addStorage: (): { placing: UploadPlacing | undefined } => ({ placing: undefined }),
  addCommands() {
    return {
      pickImages:
        (range) =>
        ({ tr, dispatch, view }) => {
          const { placing } = this.storage;
          if (placing === undefined) return false;
          if (dispatch) {
            tr.deleteRange(range.from, range.to);
            pickFiles((files) => begin({ view, placing, files }), "image/*");
          }
          return true;
        },
    };
  },
  addProseMirrorPlugins() {
    const { tools } = this.options;
    if (tools === undefined) return [];
    const placing = createUploadPlacing(tools);
    this.storage.placing = placing;
    return [placing.plugin, createImagePlugin(this.editor, tools, placing)];
  },
});

interface Arrival extends Omit<PlacedFiles, "position"> {
  readonly view: EditorView;
  readonly placing: UploadPlacing;
  /** Left out for where the selection ends. */
  readonly position?: number;
}

function begin({ view, placing, files, attrs, position }: Arrival): void {
  const { doc, selection, schema } = view.state;
  const { image } = schema.nodes;
  if (files.length === 0 || view.isDestroyed || image === undefined) return;
  const place = placeForBlock(doc, position ?? selection.to, image);
  if (position === undefined && selection.to < place) goBehind(view, place);
  placing.begin(view, { files, attrs, position: place });
}

/** What is typed or pasted next comes behind what comes to stand at a place: the caret goes on into a block of its own. */
function goBehind(view: EditorView, place: number): void {
  const { tr, schema } = view.state;
  const { nodeAfter } = tr.doc.resolve(place);
  const paragraph = schema.nodes["paragraph"]?.create();
  if (paragraph === undefined) return;
  if (nodeAfter?.isTextblock !== true || nodeAfter.content.size > 0) {
    const { parent } = tr.doc.resolve(place);
    const index = tr.doc.resolve(place).index();
    if (!parent.canReplaceWith(index, index, paragraph.type)) return;
    tr.insert(place, paragraph);
  }
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, place + 1)));
}

function createImagePlugin(editor: Editor, tools: UploadingTools, placing: UploadPlacing): Plugin {
  const { t } = tools;
  /** Pictures of what is being pasted that have to be uploaded, by the address that stands for each. */
  let coming: ReadonlyMap<string, File> = new Map();

  return new Plugin({
    key: new PluginKey("imageBlocks"),
    view: (view) => {
      let wasEditable = view.editable;
      // The window has taken the event from the browser by now, so the editor's own handlers never hear of it.
      const drop = (event: DragEvent) => {
        const transfer = event.dataTransfer;
        if (!view.editable || transfer === null || !bringsFiles(transfer)) return;
        event.preventDefault();
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        begin({ view, placing, files: droppedFiles(transfer), position: at?.pos ?? view.state.doc.content.size });
      };
      view.dom.addEventListener("drop", drop);
      return {
        destroy: () => view.dom.removeEventListener("drop", drop),
        update: () => {
          if (view.editable === wasEditable) return;
          wasEditable = view.editable;
          // Views look whether they may be changed when they are drawn.
          view.state.doc.descendants((node, pos) => {
            if (node.type.name === "image") view.nodeDOM(pos)?.dispatchEvent(new Event("editablechange"));
          });
        },
      };
    },
    appendTransaction: (_transactions, _before, state) => {
      if (coming.size === 0) return null;
      const files = coming;
      coming = new Map();
      return takeOut(state, files, (placed) => {
        // The editor shows the pasted text first.
        queueMicrotask(() => begin({ view: editor.view, placing, ...placed }));
      });
    },
    props: {
      transformPastedHTML(html) {
        if (!holdsPictures(html)) return html;
        const pasted = readPastedPictures(html, window.location.origin);
        coming = pasted.files;
        if (pasted.lost > 0) {
          const message = t("image.lost", { count: pasted.lost });
          showToast({ message, description: t("image.lostHint", { count: pasted.lost }), durationMs: 10_000 });
        }
        return pasted.html;
      },
      handlePaste(view, { clipboardData }) {
        if (clipboardData === null || !view.editable) return false;
        const files = [...clipboardData.files];
        const html = clipboardData.getData("text/html");
        const hasWords = clipboardData.getData("text/plain").trim() !== "" || (html !== "" && !isOnlyPicture(html));
        if (files.length === 0 || hasWords) return false;
        coming = new Map();
        begin({ view, placing, files });
        return true;
      },
      handleKeyDown(view, event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
        if (event.key !== " " && event.key !== "Tab") return false;
        const image = selectedImage(view);
        if (image === undefined) return false;
        if (event.key === "Tab") return image.focusTools();
        image.openLarge();
        return true;
      },
    },
  });
}

/** Files from outside; a picture dragged out of a page brings its markup as well. */
function bringsFiles(transfer: DataTransfer): boolean {
  return holdsFiles(transfer) && !transfer.types.includes("text/html");
}

/** Takes the stand-ins of pictures out of the text and tells where they stood; those that were not put in go where the selection is. */
function takeOut(
  state: EditorState,
  files: ReadonlyMap<string, File>,
  found: (placed: PlacedFiles) => void,
): Transaction {
  const transaction = state.tr;
  const left = new Map(files);
  const places: { readonly file: File; readonly position: number; readonly attrs: Node["attrs"] }[] = [];
  state.doc.descendants((node, position) => {
    const source: unknown = node.attrs["src"];
    const file = node.type.name === "image" && typeof source === "string" ? left.get(source) : undefined;
    if (file === undefined || typeof source !== "string") return;
    left.delete(source);
    places.push({ file, position, attrs: node.attrs });
  });
  for (const { position } of places) {
    const at = transaction.mapping.map(position);
    const $at = transaction.doc.resolve(at);
    const { paragraph } = state.schema.nodes;
    const isOnly = !$at.parent.canReplace($at.index(), $at.index() + 1);
    if (isOnly && paragraph !== undefined) transaction.replaceWith(at, at + 1, paragraph.create());
    else transaction.delete(at, at + 1);
  }
  const { mapping } = transaction;
  for (const { file, position, attrs } of places) found({ files: [file], position: mapping.map(position), attrs });
  if (left.size > 0) found({ files: [...left.values()], position: state.selection.to });
  return transaction;
}
