/** Holds the place of a cover while it is read, or where it cannot be. */
export function CoverSpace() {
  return <div aria-hidden className="h-50 bg-side phone:h-30 print:hidden" />;
}
