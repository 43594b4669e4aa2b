import { isBlank } from "#services/contracts/blank-text.ts";
import { coverBackground } from "#services/contracts/cover-gradients.ts";
import type { Database } from "#services/database/connection.ts";
import { pageTypeRooms } from "#services/web/page-types/every-page-type.ts";
import { listSharedChildren, type SharedPage } from "./find-shared-page.ts";
import { Html, html, nothing } from "./html.ts";
import { sharedPageAddress, sharedPreviewAddress } from "./shared-addresses.ts";
import { sharedStyle } from "./shared-style.ts";

const style = new Html(`<style>${sharedStyle}</style>`);

function titleOf(page: { readonly title: string }): string {
  return isBlank(page.title) ? "Untitled" : page.title;
}

interface Frame {
  readonly title: string;
  readonly isIndexable: boolean;
  readonly body: Html;
}

/** A whole page around some content. */
function renderFrame({ title, isIndexable, body }: Frame): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isIndexable ? nothing : new Html('<meta name="robots" content="noindex, nofollow">')}
<title>${title}</title>
<link rel="icon" href="/icon.svg">
${style}
</head>
<body>
<main>
${body}
<footer>Shared with PageSpace</footer>
</main>
</body>
</html>
`);
}

/** A shared page with the way to it and the pages right below, as far as the link leads. */
export async function renderSharedPage(db: Database, token: string, page: SharedPage): Promise<string> {
  const content = await pageTypeRooms[page.type].renderShared({ db, token, pageId: page.id });
  const children = page.hasSubtree ? await listSharedChildren(db, token, page.id) : [];
  const way = page.way.map((step) => html`<li><a href="${addressOf(token, page, step.id)}">${titleOf(step)}</a></li>`);
  const body = html`${renderCover(token, page)}${way.length === 0 ? nothing : html`<nav aria-label="Way to this page"><ol>${way}</ol></nav>`}
<article>
<h1 class="title" dir="auto">${titleOf(page)}</h1>
${content}
</article>
${
  children.length === 0
    ? nothing
    : html`<section class="below"><h2>Pages below</h2><ul>${children.map(
        (child) => html`<li><a href="${sharedPageAddress(token, child.id)}" dir="auto">${titleOf(child)}</a></li>`,
      )}</ul></section>`
}`;
  return renderFrame({ title: titleOf(page), isIndexable: page.isIndexable, body });
}

/** It says nothing, so it has no words; the style is made of closed lists and a number. */
function renderCover(token: string, { cover }: SharedPage): Html {
  if (cover === null) return nothing;
  if (cover.kind === "gradient")
    return html`<div class="cover" style="background: ${coverBackground(cover.name)}"></div>`;
  return html`<div class="cover"><img src="${sharedPreviewAddress(token, cover.fileId)}" alt="" style="object-position: 50% ${cover.position}%"></div>`;
}

function addressOf(token: string, page: SharedPage, id: string): string {
  return id === page.rootId ? sharedPageAddress(token) : sharedPageAddress(token, id);
}

/** The question for a link's password; `refusal` says why it is asked again. */
export function renderPasswordQuestion(token: string, refusal?: string): string {
  const body = html`<h1 class="title">This page has a password</h1>
<form method="post" action="${sharedPageAddress(token)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" required autofocus autocomplete="off">
${refusal === undefined ? nothing : html`<p class="wrong" role="alert">${refusal}</p>`}
<button type="submit">Open</button>
</form>`;
  return renderFrame({ title: "Password", isIndexable: false, body });
}

/** What stands where a link leads nowhere, or nowhere any more. */
export function renderNothingShared(): string {
  const body = html`<h1 class="title">There is nothing at this link</h1>
<p>It has ended, or its page is no longer there. Ask whoever sent it for another one.</p>`;
  return renderFrame({ title: "Nothing here", isIndexable: false, body });
}

/** What stands where a link cannot be read just now. */
export function renderFailure(sentence: string): string {
  return renderFrame({
    title: "Not now",
    isIndexable: false,
    body: html`<h1 class="title">This page cannot be shown just now</h1><p>${sentence}</p>`,
  });
}
