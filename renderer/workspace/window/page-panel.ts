import { create } from "zustand";

/** Which panel stands beside the page, until it is closed: also beside the next page. */
export const usePagePanel = create<{ readonly panel: "activity" | null }>(() => ({ panel: null }));

/** Shows a panel beside the page. */
export function showPagePanel(panel: "activity"): void {
  usePagePanel.setState({ panel });
}

/** Takes the panel away. */
export function closePagePanel(): void {
  usePagePanel.setState({ panel: null });
}
