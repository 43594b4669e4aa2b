import { createClient } from "#services/client/create-client.ts";

/** The operations of the server this page came from. */
export const api = createClient({ origin: "" });
