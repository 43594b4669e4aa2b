/** The way to a page; where it is too long its beginning is left out, since the end tells one place from another. */
export function PathFromEnd({ path }: { readonly path: string }) {
  return (
    <span dir="rtl" title={path} className="min-w-0 truncate text-left text-ink-3 text-sm">
      <bdi dir="ltr">{path}</bdi>
    </span>
  );
}
