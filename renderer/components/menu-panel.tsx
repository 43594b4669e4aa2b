import { clsx } from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { isFocusFree } from "./focus-free.ts";
import type { MenuItem } from "./menu-item.ts";
import "./menu-panel.css";

/** Where a menu hangs, in viewport coordinates; a point has no size. */
export interface MenuAnchor {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface MenuPanelProps {
  readonly anchor: MenuAnchor;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly align: "start" | "end";
  readonly onClose: () => void;
  /** Called instead of giving the focus back when an action took it elsewhere. */
  readonly onGiveFocusBack: () => void;
}

/** An open menu. */
export function MenuPanel({ anchor, label, items, align, onClose, onGiveFocusBack }: MenuPanelProps) {
  const isFocusTaken = useRef(false);
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DropdownMenu.Trigger asChild>
        <span aria-hidden className="pointer-events-none fixed" style={{ ...anchor }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          aria-labelledby={undefined}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // An action that moved the focus (an input it opened) keeps it.
            if (isFocusFree() && !isFocusTaken.current) onGiveFocusBack();
          }}
          className="menu-panel rise z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-54 max-w-80 select-none overflow-y-auto rounded-lg border border-line p-1.5 text-md shadow-lift outline-none"
        >
          {items.map((item) => (
            <MenuLine
              key={item.kind === "separator" ? item.id : item.label}
              item={item}
              onTakeFocus={() => {
                isFocusTaken.current = true;
              }}
            />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const lineLook =
  "flex h-8 items-center gap-2.5 rounded-sm px-2 outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-active coarse:h-10";

function MenuLine({ item, onTakeFocus }: { item: MenuItem; onTakeFocus: () => void }) {
  switch (item.kind) {
    case "separator":
      return <DropdownMenu.Separator className="-mx-1.5 my-1.5 h-px bg-line" />;
    case "heading":
      return (
        <DropdownMenu.Label className="px-2 pt-1.5 pb-1 font-semibold text-ink-3 text-xs">
          {item.label}
        </DropdownMenu.Label>
      );
    case "choice":
      return (
        <DropdownMenu.CheckboxItem
          checked={item.isChosen}
          onSelect={item.onSelect}
          className={clsx(lineLook, "text-ink")}
        >
          {item.icon === undefined ? null : <item.icon aria-hidden className="size-4 shrink-0 text-ink-2" />}
          <span className="flex-1 truncate">{item.label}</span>
          {item.isChosen ? <Check aria-hidden className="size-4 shrink-0 text-accent" /> : null}
        </DropdownMenu.CheckboxItem>
      );
    case "action":
      return (
        <DropdownMenu.Item
          disabled={item.isDisabled === true}
          onSelect={() => {
            if (item.takesFocus === true) onTakeFocus();
            item.onSelect();
          }}
          className={clsx(lineLook, item.isDestructive === true ? "text-bad" : "text-ink")}
        >
          {item.icon === undefined ? null : (
            <item.icon aria-hidden className={clsx("size-4 shrink-0", item.isDestructive !== true && "text-ink-2")} />
          )}
          <span className="flex-1 truncate">{item.label}</span>
          {item.shortcut === undefined ? null : <span className="pl-4 text-ink-3 text-xs">{item.shortcut}</span>}
        </DropdownMenu.Item>
      );
  }
}
