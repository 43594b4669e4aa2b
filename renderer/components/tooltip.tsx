import { cloneElement, type ReactElement } from "react";

interface TooltipProps {
  readonly label: string;
  readonly shortcut?: string | undefined;
  /** One element that passes its attributes on to the DOM. */
  readonly children: ReactElement<TooltipAttributes>;
}

interface TooltipAttributes {
  "data-tooltip"?: string;
  "data-shortcut"?: string | undefined;
}

/** A short explanation beside what the pointer or the keyboard rests on. It is not read out: name the element as well. */
export function Tooltip({ label, shortcut, children }: TooltipProps) {
  return cloneElement(children, { "data-tooltip": label, "data-shortcut": shortcut });
}
