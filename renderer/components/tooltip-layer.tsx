import { useEffect, useRef, useState } from "react";
import { Kbd } from "./kbd.tsx";

/** How long the pointer rests on a thing until its tooltip shows, and how long another then shows at once. */
const restMs = 500;
const warmMs = 300;
const gapPx = 6;
const edgePx = 8;

interface Shown {
  readonly label: string;
  readonly shortcut: string | undefined;
  readonly box: DOMRect;
}

/** Shows the tooltip of whatever the pointer or the keyboard rests on; stands once in the app. */
export function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const bubble = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let hiddenAt = 0;
    let owner: HTMLElement | null = null;

    function show(element: HTMLElement) {
      const { tooltip: label, shortcut } = element.dataset;
      if (label !== undefined) setShown({ label, shortcut, box: element.getBoundingClientRect() });
    }
    function follow(target: EventTarget | null, timeStamp: number, isAtOnce: boolean) {
      const next = target instanceof Element ? target.closest<HTMLElement>("[data-tooltip]") : null;
      if (next === owner) return;
      hide(timeStamp);
      owner = next;
      if (next === null) return;
      if (isAtOnce || timeStamp - hiddenAt < warmMs) show(next);
      else timer = setTimeout(() => show(next), restMs);
    }
    function hide(timeStamp: number) {
      clearTimeout(timer);
      owner = null;
      setShown((before) => {
        if (before !== null) hiddenAt = timeStamp;
        return null;
      });
    }
    const options = { signal: ended.signal, capture: true };
    document.addEventListener(
      "pointerover",
      (event) => event.pointerType === "mouse" && follow(event.target, event.timeStamp, false),
      options,
    );
    document.addEventListener(
      "focusin",
      ({ target, timeStamp }) => {
        if (target instanceof Element && target.matches(":focus-visible")) follow(target, timeStamp, true);
      },
      options,
    );
    for (const type of ["focusout", "pointerdown", "keydown", "scroll"] as const) {
      document.addEventListener(type, ({ timeStamp }) => hide(timeStamp), options);
    }
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, []);

  useEffect(() => {
    if (shown !== null && bubble.current !== null) place(bubble.current, shown.box);
  }, [shown]);

  if (shown === null) return null;
  return (
    <div
      ref={bubble}
      role="tooltip"
      className="fade pointer-events-none fixed top-0 left-0 z-60 flex max-w-72 select-none items-center gap-2 rounded-sm border border-line bg-raised px-2 py-1 text-ink text-sm shadow-lift"
    >
      {shown.label}
      {shown.shortcut === undefined ? null : <Kbd>{shown.shortcut}</Kbd>}
    </div>
  );
}

/** Puts the bubble below its owner, or above where there is no room, inside the window. */
function place(bubble: HTMLElement, box: DOMRect): void {
  const { offsetWidth, offsetHeight } = bubble;
  const left = box.left + box.width / 2 - offsetWidth / 2;
  const below = box.bottom + gapPx;
  const top = below + offsetHeight + edgePx > window.innerHeight ? box.top - gapPx - offsetHeight : below;
  bubble.style.left = `${Math.min(Math.max(edgePx, left), window.innerWidth - offsetWidth - edgePx)}px`;
  bubble.style.top = `${top}px`;
}
