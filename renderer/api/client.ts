import { createClient } from "#services/client/create-client.ts";
import { createRequestLine } from "./request-line.ts";

const send = globalThis.fetch.bind(globalThis);
const line = createRequestLine(send);
const client = createClient({ origin: "", fetch: send });

/** The operations of the server this page came from. */
export const api = createClient({ origin: "", fetch: line.fetch });

/**
 * Ends the session of this browser, after everything else that is on its way has ended: no request is answered that
 * there is no session. What is asked meanwhile waits; when the session could not be ended, it goes on and this rejects.
 */
export async function endSession(): Promise<void> {
  await line.shut();
  try {
    await client.call("sessions.delete", { sessionId: "current" });
  } catch (error) {
    line.open();
    throw error;
  }
}
