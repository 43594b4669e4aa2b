import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { joinByInvite, type Person, setUpOwner } from "#services/tests/stack/person.ts";
import { removeDataDirectory, type Stack, startStack } from "#services/tests/stack/start-stack.ts";

/** A running PageSpace with an owner, shared by the tests of a worker. */
export interface Workspace {
  readonly stack: Stack;
  readonly owner: Person;
  /** A drive of this test's own. */
  createDrive(name: string): Promise<{ readonly id: string; readonly name: string }>;
  /** Someone new, invited as an editor. */
  invite(driveId: string, name: string): Promise<Person>;
}

/** How a person sits down at a browser. */
export type OpenWindow = (
  person: Person,
  address: string,
  options?: { readonly width?: number; readonly colorScheme?: "light" | "dark" },
) => Promise<Page>;

interface TestFixtures {
  /** A drive that is empty at the start of the test. */
  readonly drive: { readonly id: string; readonly name: string };
  /** Opens windows with separate storage; the test fails when one of them writes an error to its console. */
  readonly openWindow: OpenWindow;
}

const desktop = { width: 1280, height: 820 };

/** The test function of the browser tests. */
export const test = base.extend<TestFixtures, { readonly workspace: Workspace }>({
  workspace: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern
    async ({}, use) => {
      const stack = await startStack();
      try {
        await use(createWorkspace(stack, await setUpOwner(stack)));
      } finally {
        await stack.stop();
        removeDataDirectory(stack.dataDirectory);
      }
    },
    { scope: "worker", timeout: 120_000 },
  ],
  drive: async ({ workspace }, use, { title }) => use(await workspace.createDrive(title.slice(0, 60))),
  openWindow: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const noise: string[] = [];
    await use(async (person, address, options = {}) => {
      const context = await openContext(browser, person, options);
      contexts.push(context);
      const page = await context.newPage();
      listenForErrors(page, noise);
      await page.goto(person.origin + address);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(noise, "errors in the console").toEqual([]);
  },
});

/** Collects what a page writes to its console as warnings and errors. */
export function listenForErrors(page: Page, noise: string[]): void {
  page.on("pageerror", (error) => void noise.push(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    noise.push(`${message.text()} ${message.location().url}`);
  });
}

/** A browser of its own in which a person is signed in, or with an empty cookie a visitor looks around. */
export async function openContext(
  browser: Browser,
  person: Person,
  { width = desktop.width, colorScheme = "light" }: NonNullable<Parameters<OpenWindow>[2]> = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: desktop.height }, colorScheme });
  const [name = "", value = ""] = person.cookie().split("=");
  if (name !== "") await context.addCookies([{ name, value, url: person.origin }]);
  return context;
}

function createWorkspace(stack: Stack, owner: Person): Workspace {
  return {
    stack,
    owner,
    createDrive: (name) => owner.client.call("drives.create", { name }),
    invite: (driveId, name) => joinByInvite(owner, driveId, name),
  };
}

export { expect };
