import { colorOf } from "#services/contracts/person-color.ts";
import { initials } from "./faces.tsx";

/** A person's letters on their colour; their name stands beside it. */
export function PersonDisc({ person }: { readonly person: { readonly id: string; readonly name: string } }) {
  return (
    <span
      aria-hidden
      style={{ background: colorOf(person.id) }}
      className="grid size-7 shrink-0 select-none place-items-center rounded-full font-semibold text-[11px] text-white leading-none"
    >
      {initials(person.name)}
    </span>
  );
}
