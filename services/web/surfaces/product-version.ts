/** Raised with each release. */
export const productVersion = "0.1.0";
