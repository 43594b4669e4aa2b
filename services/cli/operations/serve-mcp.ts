import { once } from "node:events";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Server } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { PermanentFailure } from "#services/platform/errors.ts";
import { type Credentials, notSignedIn } from "./credentials.ts";

const info = { name: "pagespace", version: "0.1.0" };

/** Passes an MCP client's questions over standard input on to the PageSpace it is signed in to, until the input ends. */
export async function serveMcp({ origin, token }: Credentials): Promise<void> {
  if (token === undefined) throw notSignedIn();
  const remote = new Client(info);
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  try {
    await remote.connect(new StreamableHTTPClientTransport(new URL("/mcp", origin), { requestInit }));
  } catch (cause) {
    throw new PermanentFailure(
      `${origin} cannot be reached, or it does not know this token; run pagespace login again.`,
      { cause },
    );
  }
  const instructions = remote.getInstructions();
  const serving = serveStdio(() => {
    const server = new Server(info, { capabilities: { tools: {} }, ...(instructions ? { instructions } : {}) });
    server.setRequestHandler("tools/list", () => remote.listTools());
    server.setRequestHandler("tools/call", ({ params }) =>
      remote.callTool({ name: params.name, arguments: params.arguments ?? {} }),
    );
    return server;
  });
  await once(process.stdin, "end");
  await serving.close();
  await remote.close();
}
