import { type ButtonHTMLAttributes, cloneElement, type ReactElement, Suspense, useRef, useState } from "react";
import { lazyPart } from "./lazy-part.ts";
import type { MenuItem } from "./menu-item.ts";
import type { MenuAnchor } from "./menu-panel.tsx";

const loadPanel = () => import("./menu-panel.tsx");
const MenuPanel = lazyPart(() => loadPanel().then((module) => module.MenuPanel));

interface MenuProps {
  /** A button, or a component that passes its attributes on to one; a click opens the menu. */
  readonly trigger: ReactElement<ButtonHTMLAttributes<HTMLButtonElement> & { "data-state"?: "open" | "closed" }>;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
}

/** Loads the panel early; opening the menu tells when that is not possible. */
function prepare(): void {
  loadPanel().catch(() => undefined);
}

/** A menu that hangs on a button; its code is loaded when the pointer or the keyboard comes near. */
export function Menu({ trigger, label, items, align = "start" }: MenuProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<MenuAnchor | null>(null);
  /** The press that begins a click closes the menu before the click comes. */
  const wasOpenAtPress = useRef(false);

  function open(button: HTMLButtonElement) {
    opener.current = button;
    setAnchor(boxOf(button));
  }
  return (
    <>
      {cloneElement(trigger, {
        "aria-haspopup": "menu",
        "aria-expanded": anchor !== null,
        "data-state": anchor === null ? "closed" : "open",
        onPointerEnter: prepare,
        onFocus: prepare,
        onPointerDown: () => {
          wasOpenAtPress.current = anchor !== null;
        },
        onClick: (event) => {
          const isOpen = anchor !== null || (event.detail > 0 && wasOpenAtPress.current);
          if (isOpen) setAnchor(null);
          else open(event.currentTarget);
        },
        onKeyDown: (event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          open(event.currentTarget);
        },
      })}
      {anchor === null ? null : (
        <Suspense>
          <MenuPanel
            anchor={anchor}
            label={label}
            items={items}
            align={align}
            onClose={() => setAnchor(null)}
            onGiveFocusBack={() => opener.current?.focus()}
          />
        </Suspense>
      )}
    </>
  );
}

interface MenuAtProps {
  /** In viewport coordinates. */
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
  readonly onGiveFocusBack: () => void;
}

/** An open menu at a point: a context menu, or one for a row of a virtual list. */
export function MenuAt({ at, label, items, onClose, onGiveFocusBack }: MenuAtProps) {
  return (
    <Suspense>
      <MenuPanel
        anchor={{ left: at.x, top: at.y, width: 0, height: 0 }}
        label={label}
        items={items}
        align="start"
        onClose={onClose}
        onGiveFocusBack={onGiveFocusBack}
      />
    </Suspense>
  );
}

function boxOf(element: Element): MenuAnchor {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}
