import { clsx } from "clsx";
import { colorOf } from "#services/contracts/person-color.ts";
import { initials } from "./initials.ts";
import { PersonPicture } from "./person-picture.tsx";

interface PersonDiscProps {
  readonly person: { readonly id: string; readonly name: string };
  readonly isLarge?: boolean;
}

/** A person's picture, or their letters on their colour; their name stands beside it. */
export function PersonDisc({ person, isLarge = false }: PersonDiscProps) {
  return (
    <span
      aria-hidden
      style={{ background: colorOf(person.id) }}
      className={clsx(
        "relative grid shrink-0 select-none place-items-center rounded-full font-semibold text-white leading-none",
        isLarge ? "size-14 text-title-narrow" : "size-7 text-[11px]",
      )}
    >
      {initials(person.name)}
      <PersonPicture userId={person.id} />
    </span>
  );
}
