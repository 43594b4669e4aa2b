import type { LucideIcon } from "lucide-react";

/** One line of a menu. */
export type MenuItem =
  | {
      readonly kind: "action";
      readonly label: string;
      readonly icon?: LucideIcon;
      readonly shortcut?: string | undefined;
      readonly isDestructive?: boolean;
      readonly isDisabled?: boolean;
      /** The action puts the focus elsewhere by itself, perhaps later; it does not go back to where it was. */
      readonly takesFocus?: boolean;
      readonly onSelect: () => void;
    }
  | {
      readonly kind: "choice";
      readonly label: string;
      readonly icon?: LucideIcon;
      readonly isChosen: boolean;
      readonly onSelect: () => void;
    }
  | { readonly kind: "heading"; readonly label: string }
  | { readonly kind: "separator"; readonly id: string };
