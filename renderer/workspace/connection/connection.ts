import { create } from "zustand";

/** How the live connection stands; `connecting` only before the first time it was up. */
export type ConnectionStatus = "connecting" | "online" | "offline";

/** The state of the live connection, for all who show it. */
export const useConnection = create<{ readonly status: ConnectionStatus }>(() => ({ status: "connecting" }));
