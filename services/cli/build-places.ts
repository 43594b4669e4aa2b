import path from "node:path";

/** The checkout these files lie in. */
export const repository = path.resolve(import.meta.dirname, "..", "..");
/** Where the bundled services go. */
export const builtServices = path.join(repository, "dist", "services");
