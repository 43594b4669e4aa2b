import { expect, test } from "vitest";
import { PermanentFailure } from "#services/platform/errors.ts";
import { closeListener, createPublicListener, listen } from "#services/realtime/http-listeners.ts";

test("a taken port is refused with what to change, for starting again cannot cure it", async () => {
  const first = createPublicListener(undefined);
  const port = await listen(first, { host: "127.0.0.1", port: 0 });
  try {
    const refused = listen(createPublicListener(undefined), { host: "127.0.0.1", port });
    await expect(refused).rejects.toThrow(PermanentFailure);
    await expect(refused).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  } finally {
    await closeListener(first);
  }
});
