import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { Tooltip } from "#renderer/components/tooltip.tsx";

interface ToolbarButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly shortcut?: string | undefined;
  /** Left out where the button is no switch. */
  readonly isOn?: boolean | undefined;
  readonly isDanger?: boolean;
  readonly onPress: () => void;
}

/** A button of a floating toolbar; pressing it leaves the selection where it is. */
export function ToolbarButton({ icon: Icon, label, shortcut, isOn, isDanger, onPress }: ToolbarButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={isOn}
        className={clsx("document-toolbar-button", isDanger === true && "is-danger")}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        <Icon aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
