/** Keeps a dialog open when a toast over it is used; for `onInteractOutside`. */
export function keepForToasts(event: Event & { readonly target: EventTarget | null }): void {
  if (event.target instanceof Element && event.target.closest("[data-sonner-toaster]") !== null) event.preventDefault();
}
