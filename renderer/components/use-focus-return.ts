import { useState } from "react";

/**
 * Gives the `onCloseAutoFocus` of an overlay that has no trigger of its own: the focus goes back to where it was when
 * the overlay opened, unless something took it since.
 */
export function useFocusReturn(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const isFree = document.activeElement === null || document.activeElement === document.body;
    if (isFree && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
  };
}
