import { create } from "zustand";

interface SessionEnd {
  readonly isEnded: boolean;
}

/** Whether the session ended while a page was being edited, which then stays as it is. */
export const useSessionEnd = create<SessionEnd>(() => ({ isEnded: false }));
