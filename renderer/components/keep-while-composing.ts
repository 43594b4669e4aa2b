/** Esc that only ends the composing of a character closes nothing; for `onEscapeKeyDown` of what can be typed in. */
export function keepWhileComposing(event: KeyboardEvent): void {
  if (event.isComposing) event.preventDefault();
}
