import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

async function openTokens(window: Page): Promise<void> {
  await window.keyboard.press("ControlOrMeta+,");
  await expect(window.getByRole("heading", { name: "Tokens for programs" })).toBeVisible();
}

/** What goes to the server by a token, as a program sends it. */
function ask(origin: string, token: string): Promise<Response> {
  return fetch(`${origin}/api/drives`, { headers: { authorization: `Bearer ${token}` } });
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`in the ${colorScheme} theme a token is made by keyboard, copied with its configuration, works, and is revoked`, async ({
    workspace,
    drive,
    openWindow,
  }) => {
    const width = colorScheme === "dark" ? 390 : 1280;
    const window = await openWindow(workspace.owner, `/d/${drive.id}`, { colorScheme, width });
    await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
    await openTokens(window);
    const name = `Agent in the ${colorScheme}`;
    await window.getByRole("button", { name: "New token" }).press("Enter");
    await expect(window.getByLabel("Name", { exact: true })).toBeFocused();
    await window.keyboard.press("Enter");
    await expect(window.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Fill this in.");
    await window.keyboard.type(name);
    await window.getByRole("radio", { name: /Only these/ }).press("Space");
    await window.getByLabel("Name", { exact: true }).press("Enter");
    await expect(window.getByText("Choose at least one drive.")).toBeVisible();
    await window.getByRole("checkbox", { name: drive.name }).press("Space");
    expect((await new AxeBuilder({ page: window }).analyze()).violations).toEqual([]);
    await window.getByRole("button", { name: "Create token" }).press("Enter");
    await expect(window.getByText(`“${name}” is ready`)).toBeFocused();
    const token = await window.getByLabel("Token", { exact: true }).inputValue();
    const configuration = JSON.parse(await window.getByLabel(/For an MCP client/).inputValue());
    expect(configuration.mcpServers.pagespace).toEqual({
      type: "http",
      url: `${workspace.stack.origin}/mcp`,
      headers: { Authorization: `Bearer ${token}` },
    });
    expect((await new AxeBuilder({ page: window }).analyze()).violations).toEqual([]);
    const answer = await ask(workspace.stack.origin, token);
    expect(await answer.json()).toMatchObject({ items: [{ id: drive.id }] });

    await window.getByRole("button", { name: "Done" }).click();
    await expect(window.getByText(token)).toBeHidden();
    const row = window
      .getByRole("list", { name: "Tokens for programs" })
      .getByRole("listitem")
      .filter({ hasText: name });
    await expect(row).toContainText(`Read · ${drive.name}`);
    await row.getByRole("button", { name: `Revoke “${name}”` }).press("Enter");
    await expect(window.getByRole("button", { name: "Keep it" })).toBeFocused();
    await window.getByRole("button", { name: "Revoke", exact: true }).press("Enter");
    await expect(row).toBeHidden();
    expect((await ask(workspace.stack.origin, token)).status).toBe(401);
  });
}
