import type { ReactNode } from "react";
import type { Face } from "./face.ts";
import { initials } from "./initials.ts";
import { PersonPicture } from "./person-picture.tsx";
import { Tooltip } from "./tooltip.tsx";

const shownAtMost = 4;

/** The people who have something open. */
export function Faces({ faces, label }: { readonly faces: readonly Face[]; readonly label: string }) {
  const rest = faces.slice(shownAtMost);
  return (
    <ul aria-label={label} className="flex pl-1.5">
      {faces.slice(0, shownAtMost).map((face) => (
        <FaceDisc key={face.id} name={face.name} color={face.color} text={initials(face.name)}>
          <PersonPicture userId={face.id} />
        </FaceDisc>
      ))}
      {rest.length === 0 ? null : (
        <FaceDisc name={rest.map(({ name }) => name).join(", ")} color="var(--ink-3)" text={`+${rest.length}`} />
      )}
    </ul>
  );
}

interface FaceDiscProps {
  readonly name: string;
  readonly color: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function FaceDisc({ name, color, text, children }: FaceDiscProps) {
  return (
    <Tooltip label={name}>
      <li
        className="relative -ml-1.5 grid size-7 select-none place-items-center rounded-full border-2 border-ground font-semibold text-[11px] text-white leading-none"
        style={{ background: color }}
      >
        <span aria-hidden>{text}</span>
        {children}
        <span className="sr-only">{name}</span>
      </li>
    </Tooltip>
  );
}
