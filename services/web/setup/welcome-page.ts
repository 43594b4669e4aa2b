/** The first page of a new Home drive, as markdown. */
export const welcomeTitle = "Welcome";

export const welcomeMarkdown = `This is your **Home** drive. It is yours alone: nobody else sees what is in it until you invite them to a drive of your own making.

Everything here lives on this computer. PageSpace runs its own database, keeps working without a network, and sends nothing anywhere unless you turn on a feature that needs it.

## Try it, right on this page

- [ ] Click into this line and tick the box
- [ ] Make a new page: hover **Pages** in the sidebar and press **+**
- [ ] Drop a PDF or an image onto the sidebar, then search for a word in it
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
