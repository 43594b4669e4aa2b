import { useState } from "react";
import { isFocusFree } from "./focus-free.ts";

/**
 * Gives the `onCloseAutoFocus` of an overlay that has no trigger of its own: the focus goes back to where it was when
 * the overlay opened, unless something took it since.
 */
export function useFocusReturn(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (isFocusFree() && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  };
}
