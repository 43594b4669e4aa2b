import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 390 },
] as const) {
  test(`${colorScheme}: the page of all operations comes from this server alone, tells each and lets one try it`, async ({
    workspace,
    drive,
    openWindow,
  }) => {
    const window = await openWindow(workspace.owner, "/api/docs", { colorScheme, width });
    const asked = new Set<string>();
    window.on("request", (request) => asked.add(new URL(request.url()).origin));
    await window.reload();
    await expect(window.getByRole("heading", { name: /PageSpace/ })).toBeVisible();
    const operation = window.locator(".opblock", { hasText: "List the drives the actor" });
    await expect(operation).toContainText("List the drives");
    await operation.getByRole("button").first().click();
    await expect(operation.getByText("Science week").first()).toBeVisible();
    await operation.getByRole("button", { name: "Try it out" }).click();
    await operation.getByRole("button", { name: "Execute" }).click();
    await expect(operation.locator(".live-responses-table")).toContainText(drive.id);
    expect([...asked].filter((origin) => origin.startsWith("http"))).toEqual([workspace.stack.origin]);
    const { violations } = await new AxeBuilder({ page: window }).analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    expect(grave.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
