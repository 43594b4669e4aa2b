import { findPage, isFocusFree } from "./focus-free.ts";

/** What comes and goes over the window. */
const overlays = "[role=dialog], [role=menu], [data-sonner-toaster]";
const lists = "ul, ol, [role=tree]";
/** What can be focused without typing going into it. */
const quietTargets = "a[href], button:not(:disabled), [tabindex='0']";

interface Place {
  readonly element: HTMLElement;
  /** From the nearest on, each with the place in it of what led to the element. */
  readonly ancestors: readonly { readonly parent: Element; readonly index: number }[];
}

/**
 * Keeps the focus in the window when what has it goes away: it goes back to where it was before a menu, dialog or
 * notice, else to the next row of the list it was in, else to the page. Gives the function that ends it.
 */
export function keepFocus(): () => void {
  /** What has the focus. */
  let inUse: HTMLElement | undefined;
  /** Where the focus was last outside of what comes and goes. */
  let place: Place | undefined;
  /** Where it was last, wherever that is. */
  let latest: Place | undefined;
  const observer = new MutationObserver(() => {
    // Whoever closes something gives the focus back before the next picture.
    if (inUse?.isConnected === false) requestAnimationFrame(restore);
  });

  function restore() {
    if (inUse?.isConnected !== false || !isFocusFree()) return;
    inUse = undefined;
    if (place !== undefined && (focus(place.element) || focusRow(place))) return;
    focusPage();
  }
  function onFocusIn({ target }: FocusEvent) {
    if (!(target instanceof HTMLElement)) return;
    // A dialog takes the focus itself when what had it there is gone.
    if (target.matches("[role=dialog]") && inUse?.isConnected === false) restoreIn(target, latest);
    inUse = target;
    latest = describe(target);
    if (target.closest(overlays) === null) place = latest;
    observer.disconnect();
    for (let parent = target.parentElement; parent !== null; parent = parent.parentElement) {
      observer.observe(parent, { childList: true });
    }
  }
  function onFocusOut({ target, relatedTarget }: FocusEvent) {
    if (relatedTarget !== null) return;
    // Some browsers tell of an element that is about to be removed in the same way.
    queueMicrotask(() => {
      if (inUse === target && inUse?.isConnected === true && document.activeElement === document.body)
        inUse = undefined;
    });
  }
  document.addEventListener("focusin", onFocusIn);
  document.addEventListener("focusout", onFocusOut);
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", onFocusIn);
    document.removeEventListener("focusout", onFocusOut);
  };
}

function restoreIn(dialog: HTMLElement, lost: Place | undefined): void {
  requestAnimationFrame(() => {
    if (lost !== undefined && document.activeElement === dialog) focusRow(lost);
  });
}

function describe(element: HTMLElement): Place {
  const ancestors: { parent: Element; index: number }[] = [];
  let child: Element = element;
  for (let parent = child.parentElement; parent !== null; parent = child.parentElement) {
    ancestors.push({ parent, index: Array.prototype.indexOf.call(parent.children, child) });
    child = parent;
  }
  return { element, ancestors };
}

/**
 * Focuses what took the place of a control or of its row, which is gone, or the last row: in it the same control, so
 * that it can be used again, else the first.
 */
function focusRow({ element, ancestors }: Place): boolean {
  const nearest = ancestors.find(({ parent }) => parent.isConnected && parent.matches(lists));
  if (nearest === undefined) return false;
  const { parent, index } = nearest;
  if (parent.matches("[role=tree]")) return focus(parent.querySelector<HTMLElement>("[tabindex='0']"));
  const row = parent.children[Math.min(index, parent.children.length - 1)];
  const controls = [...(row?.querySelectorAll<HTMLElement>(quietTargets) ?? [])];
  const same = controls.find(({ tagName, textContent }) => {
    return tagName === element.tagName && textContent === element.textContent;
  });
  return focus(same ?? controls[0] ?? null);
}

function focusPage(): void {
  const page = findPage();
  if (page === null) return;
  page.tabIndex = -1;
  focus(page);
}

/** Whether the element took the focus: one that is gone or hidden does not. */
function focus(element: HTMLElement | null): boolean {
  element?.focus({ preventScroll: true });
  return element !== null && document.activeElement === element;
}
