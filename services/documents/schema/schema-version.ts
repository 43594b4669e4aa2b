/** Raised with every new node, mark or attribute of the editor; a program that knows less may only read. */
export const schemaVersion = 5;

/** The first version whose documents are a flow of words; those before were a tree of elements. */
export const flowVersion = 2;
