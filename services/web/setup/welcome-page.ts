/** The title of the first page of a new Home drive. */
export const welcomeTitle = "Welcome";

/** The first page of a new Home drive, as markdown: for the owner of the installation, or for somebody they invited. */
export function writeWelcome({ isOwner }: { readonly isOwner: boolean }): string {
  return `${isOwner ? forOwner : forInvited}
${forEveryone}`;
}

const forOwner = `This is your **Home** drive. It is yours alone: nobody can be invited to it, and what you write here is shown to nobody else until you share a page of it.

Everything lives on the computer where PageSpace runs: it brings its own database, keeps working without the internet and sends nothing anywhere.
`;

const forInvited = `This is your **Home** drive. It is yours alone: nobody can be invited to it, and what you write here is shown to nobody else who uses this PageSpace until you share a page of it.

Everything lives on the computer where this PageSpace runs, and nothing is sent anywhere else. That computer is run by whoever set PageSpace up, who can reach what is stored on it, as on any server.
`;

const forEveryone = `## Try it, right on this page

- [ ] Click into this line and tick the box
- [ ] Make a new page: press **+** beside **Pages** in the sidebar; on a phone, the button at the top left opens it
- [ ] Put a PDF or a Word file with some text into the sidebar, by dropping it there or with *Upload files* under **+**, then search for a word in it
- [ ] Open this page in a second window and type in both

## Writing

Start a line with one of these and a space, and it becomes what you mean. Press \`/\` on an empty line for the whole list.

| Type | Get |
| --- | --- |
| \`#\` to \`####\` | Headings |
| \`-\` or \`1.\` | Lists |
| \`[]\` | A to-do |
| \`>\` | A quote |
| three backticks | Code |
| \`---\` | A divider |

Select text for **bold**, *italic*, \`code\` and links. Undo takes back your own changes only, never a colleague's.

## Getting around

| Keys | What happens |
| --- | --- |
| Mod-K | Find any page, or the words inside it |
| Mod-N, in a browser Mod-Alt-N | A new page |
| F2 | Rename the page in the tree |
| Mod-\\\\ | Hide or show the sidebar |
| Mod-/ | All shortcuts |

*Mod* is Ctrl, or ⌘ on a Mac.

## Nothing gets lost

The header says **Saved** only when the database has written your words to disk. If a program or the computer stops halfway, what was shown as saved is still there when it comes back. While the connection is away you go on typing, and your changes are merged when it returns.

> A page you no longer need goes to the trash, and from there it can be restored. Only *Delete for ever* means it.

## Working with others

Make a drive for the team from the menu at the top of the sidebar, then invite people with a link. You will see each other's carets while you type.
`;
