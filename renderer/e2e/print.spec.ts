import { createDocument, editorOf } from "./document-window.ts";
import { dropFiles } from "./drop-files.ts";
import { expect, test } from "./fixtures.ts";

const longLine = `const all = "${"word ".repeat(60)}theLastWordOfTheLine";`;
const markdown = [
  "# The beginning of it",
  ...Array.from({ length: 120 }, (_, index) => `## Part ${index}\n\nParagraph ${index} of the text.`),
  `\`\`\`ts\n${longLine}\n\`\`\``,
  "| Head | Other |\n| - | - |\n| Cell | One more |",
  "The very end.",
].join("\n\n");

test("a document is printed whole, alone and light, from its menu and from the commands", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { owner } = workspace;
  const { address } = await createDocument(owner, drive.id, { title: "Report", markdown });
  const page = await openWindow(owner, address, { colorScheme: "dark" });
  await expect(editorOf(page)).toBeVisible();
  await page.evaluate(() => {
    window.print = () =>
      document.body.setAttribute("data-printed", String(Number(document.body.dataset["printed"]) + 1));
    document.body.dataset["printed"] = "0";
  });
  const body = page.locator("body");
  await page.getByRole("button", { name: "Page menu" }).click();
  await page.getByRole("menuitem", { name: "Print" }).click();
  await expect(body).toHaveAttribute("data-printed", "1");
  await page.keyboard.press("Control+p");
  await page.keyboard.type("print");
  await expect(page.getByRole("option", { name: "Print this page" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(body).toHaveAttribute("data-printed", "2");

  const ground = () => body.evaluate((element) => getComputedStyle(element).backgroundColor);
  const dark = await ground();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("textbox", { name: "Title" })).toBeVisible();
  await expect(page.getByRole("tree")).toBeHidden();
  await expect(page.getByRole("button", { name: "Page menu" })).toBeHidden();
  await expect(page.getByText("Updated now")).toBeHidden();
  expect(await ground()).not.toBe(dark);
  const heading = page.getByRole("heading", { name: "Part 7", exact: true });
  expect(await heading.evaluate((element) => getComputedStyle(element).breakAfter)).toBe("avoid");
  const pdf = await page.pdf();
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(4);

  await page.emulateMedia({ media: "screen" });
  await dropFiles(page.getByRole("tree"), [{ name: "print.pdf", bytes: pdf }]);
  const read = async () => {
    const { items } = await owner.client.call("pages.list", { driveId: drive.id });
    const file = items.find(({ title }) => title === "print.pdf");
    if (file === undefined) return "";
    return (await owner.client.call("files.read", { pageId: file.id })).textContent ?? "";
  };
  await expect.poll(async () => (await read()).replace(/\s+/g, " ")).toContain("The very end.");
  const words = (await read()).replace(/\s+/g, " ");
  for (const part of ["Report", "The beginning of it", "Paragraph 0 of", "Paragraph 119 of", "One more"]) {
    expect(words).toContain(part);
  }
  expect(words.replaceAll(" ", "")).toContain("theLastWordOfTheLine");
  for (const part of ["Trash", "Share", "Saved", "Updated"]) expect(words).not.toContain(part);
});
