/** The sign of a drive: its first letter on the brand's colours. */
export function DriveSign({ name }: { readonly name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-5 shrink-0 place-items-center rounded-[6px] bg-linear-135 from-[oklch(50%_0.19_268)] to-[oklch(56%_0.16_320)] font-bold text-[11px] text-white"
    >
      {[...name.trim()][0]?.toLocaleUpperCase() ?? ""}
    </span>
  );
}
