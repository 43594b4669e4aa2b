interface Toast {
  /** A toast of the same id is replaced. */
  readonly id?: string;
  readonly message: string;
  readonly description?: string;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
  /** How long it stays, in milliseconds. */
  readonly durationMs?: number;
}

const plainMs = 4_000;
/** Long enough to read and to reach the button. */
const actionableMs = 10_000;

/** Says what happened in the corner, with at most one way on. */
export function showToast({ id, message, description, action, durationMs }: Toast): void {
  // The toasts' code is loaded with the first one; a failed load loses only the notice.
  void import("sonner").then(
    ({ toast }) =>
      toast(message, {
        ...(id === undefined ? {} : { id }),
        description,
        duration: durationMs ?? (action === undefined ? plainMs : actionableMs),
        ...(action === undefined ? {} : { action: { label: action.label, onClick: action.onSelect } }),
      }),
    () => undefined,
  );
}
