import { clsx } from "clsx";
import { colorOf } from "#services/contracts/person-color.ts";

interface DriveSignProps {
  readonly drive: { readonly id: string; readonly name: string; readonly icon: string | null } | undefined;
  readonly isSmall?: boolean;
}

/** The sign of a drive: its icon, else its first letter on its own colour. */
export function DriveSign({ drive, isSmall = false }: DriveSignProps) {
  if (typeof drive?.icon === "string") {
    return (
      <span
        aria-hidden
        className={clsx(
          "grid shrink-0 place-items-center leading-none",
          isSmall ? "size-3.5 text-xs" : "size-5 text-[17px]",
        )}
      >
        {drive.icon}
      </span>
    );
  }
  return (
    <span
      aria-hidden
      className={clsx(
        "grid shrink-0 place-items-center font-bold text-white",
        isSmall ? "size-3.5 rounded-[4px] text-[9px]" : "size-5 rounded-[6px] text-[11px]",
      )}
      style={{ background: drive === undefined ? "var(--ink-3)" : colorOf(drive.id) }}
    >
      {[...(drive?.name.trim() ?? "")][0]?.toLocaleUpperCase() ?? ""}
    </span>
  );
}
