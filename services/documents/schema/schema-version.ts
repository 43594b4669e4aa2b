/** Raised with every new node, mark or attribute of the editor; a program that knows less may only read. */
export const schemaVersion = 1;
