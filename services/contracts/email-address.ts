/** An e-mail address with letters of any script (RFC 6531): no blanks, invisible characters or quotes, and a domain with a dot. */
export const emailPattern =
  /^(?!\.)(?!.*\.\.)[^\p{C}\p{Z}"(),:;<>@[\\\]]{1,64}(?<!\.)@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+(?=\S*\p{L})[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u;

const latin = /^[!-~]*$/;

/** Browsers and Node have it alike; the types of neither are known here. */
declare const URL: { parse(address: string): { readonly hostname: string } | null };

/**
 * The form in which addresses are kept and compared: the domain as the network knows it (`müller.example` as
 * `xn--mller-kva.example`, as browsers send it too), a name beyond Latin composed and in lower case. Gives the text as
 * it is where its domain cannot be one.
 */
export function canonicalEmail(text: string): string {
  const at = text.lastIndexOf("@");
  const [name, domain] = [text.slice(0, at), text.slice(at + 1)];
  const kept = latin.test(name) ? name : name.normalize("NFC").toLowerCase();
  if (latin.test(domain)) return `${kept}@${domain}`;
  const address = URL.parse(`http://${domain}`);
  return address === null ? text : `${kept}@${address.hostname}`;
}

/** Whether a canonical address has a domain the network could know. */
export function hasKnownDomain(email: string): boolean {
  return latin.test(email.slice(email.lastIndexOf("@") + 1));
}
