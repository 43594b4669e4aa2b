/** What MCP clients read from their settings to reach this PageSpace by a token, as JSON text. */
export function clientConfiguration(origin: string, token: string): string {
  const pagespace = { type: "http", url: `${origin}/mcp`, headers: { Authorization: `Bearer ${token}` } };
  return JSON.stringify({ mcpServers: { pagespace } }, null, 2);
}
