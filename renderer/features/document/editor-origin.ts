/** Origin of what an editor writes into a document; undoing takes back what has it. */
export const editorOrigin = { name: "editor" };
