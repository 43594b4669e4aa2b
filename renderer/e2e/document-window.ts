import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import type { Person } from "#services/tests/stack/person.ts";
import { openContext } from "./fixtures.ts";

/** A window on a page whose console may complain, because the test takes services away. */
export interface WindowApart extends AsyncDisposable {
  readonly page: Page;
}

/** Opens a page in a browser of a person's own; `prepare` acts before anything is loaded. */
export async function openApart(
  browser: Browser,
  person: Person,
  options: { readonly address: string; readonly prepare?: (context: BrowserContext) => Promise<void> },
): Promise<WindowApart> {
  const context = await openContext(browser, person);
  await options.prepare?.(context);
  const page = await context.newPage();
  await page.goto(person.origin + options.address);
  return { page, [Symbol.asyncDispose]: () => context.close() };
}

/** A document of a drive with this content; gives its id and address. */
export async function createDocument(
  person: Person,
  driveId: string,
  { title, markdown = "" }: { readonly title: string; readonly markdown?: string },
): Promise<{ readonly id: string; readonly address: string }> {
  const { id } = await person.client.call("pages.create", { driveId, type: "document", title });
  if (markdown !== "") await person.client.call("documents.replace", { pageId: id, markdown });
  return { id, address: `/d/${driveId}/p/${id}` };
}

/** The text of the open document, once it can be written in. */
export function editorOf(page: Page): Locator {
  return page.locator(".document-content[contenteditable=true]");
}

/** What the header says of the open page: `saved`, `saving`, `offline` … */
export function stateOf(page: Page): Locator {
  return page.locator("[role=status][data-state]");
}

/** Pastes into whatever has the focus, as the clipboard would. */
export async function paste(page: Page, data: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((entries) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(entries)) clipboardData.setData(type, value);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, data);
}

/** Pastes files into whatever has the focus, as after a picture was copied. */
export async function pasteFile(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    ({ name: called, content }) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(content)], called, { type: "image/png" }));
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
    },
    { name, content: [...bytes] },
  );
}
