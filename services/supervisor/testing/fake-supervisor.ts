import { messageOf } from "#services/platform/errors.ts";
import { superviseFakes } from "./supervise-fakes.ts";

const stopping = new AbortController();
const asked = Promise.withResolvers<void>();
process.on("SIGTERM", () => {
  stopping.abort();
  asked.resolve();
});
try {
  const supervision = await superviseFakes({ dataDirectory: process.argv[2] ?? "", signal: stopping.signal });
  process.send?.({ url: supervision.url, databaseUrl: supervision.databaseUrl });
  await asked.promise;
  await supervision.stop();
  process.exit(0);
} catch (error) {
  process.send?.({ failure: messageOf(error) });
  process.exit(1);
}
