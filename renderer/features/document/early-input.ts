import type { Editor } from "@tiptap/core";

/** Where the caret was meant to go: to the start, or to a point, in pixels from the corner of the text. */
type Place = { readonly kind: "start" } | { readonly kind: "point"; readonly left: number; readonly top: number };

/** What is clicked and typed while a document is shown but its editor is not here yet. */
export interface EarlyInput {
  /** Notes what is meant for the text until the editor is here; returns a function that stops it. */
  readonly watch: (body: HTMLElement) => () => void;
  readonly placeAtStart: () => void;
  /** Does in the editor what was done before it was here. */
  readonly giveTo: (editor: Editor) => void;
}

/** Keys that do something in a text besides those that write a character. */
const editingKeys: ReadonlySet<string> = new Set(["Enter", "Backspace", "Delete", "ArrowLeft", "ArrowRight"]);

export function createEarlyInput(): EarlyInput {
  let place: Place | undefined;
  let keys: string[] = [];
  let body: HTMLElement | undefined;
  let stop: () => void = () => undefined;

  function moveTo(next: Place | undefined): void {
    place = next;
    keys = [];
  }

  function noteClick(event: PointerEvent): void {
    const isInside = event.target instanceof Node && body?.contains(event.target) === true;
    const corner = body?.getBoundingClientRect();
    const isMeant = isInside && corner !== undefined && event.button === 0;
    moveTo(isMeant ? { kind: "point", left: event.clientX - corner.left, top: event.clientY - corner.top } : undefined);
  }

  function noteKey(event: KeyboardEvent): void {
    const isElsewhere = document.activeElement !== null && document.activeElement !== document.body;
    const isCommand = event.ctrlKey || event.metaKey || event.isComposing;
    if (place === undefined || isElsewhere || isCommand) return;
    if ([...event.key].length !== 1 && !editingKeys.has(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys.push(event.key);
  }

  return {
    watch(element) {
      body = element;
      window.addEventListener("pointerdown", noteClick, true);
      window.addEventListener("keydown", noteKey, true);
      stop = () => {
        window.removeEventListener("pointerdown", noteClick, true);
        window.removeEventListener("keydown", noteKey, true);
      };
      return stop;
    },
    placeAtStart() {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      moveTo({ kind: "start" });
    },
    giveTo(editor) {
      stop();
      if (place === undefined || !editor.isEditable) return;
      editor.view.focus();
      editor.commands.setTextSelection(positionOf(editor, place, body));
      for (const key of keys) press(editor, key);
      moveTo(undefined);
    },
  };
}

function positionOf({ view, state }: Editor, place: Place, body: HTMLElement | undefined): number {
  if (place.kind === "start" || body === undefined) return 1;
  const { left, top } = body.getBoundingClientRect();
  return view.posAtCoords({ left: left + place.left, top: top + place.top })?.pos ?? state.doc.content.size;
}

function press({ view }: Editor, key: string): void {
  if ([...key].length > 1) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    view.someProp("handleKeyDown", (handle) => handle(view, event));
    return;
  }
  const { from, to } = view.state.selection;
  const write = () => view.state.tr.insertText(key, from, to).scrollIntoView();
  if (view.someProp("handleTextInput", (handle) => handle(view, from, to, key, write)) !== true) view.dispatch(write());
}
