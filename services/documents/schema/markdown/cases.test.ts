import { expect, test } from "vitest";
import { htmlFromDocument } from "#services/documents/schema/html.ts";
import { documentFromMarkdown, markdownFromDocument } from "#services/documents/schema/markdown.ts";

interface Case {
  readonly markdown: string;
  /** What is read, without the attributes of links and tables. */
  readonly html: string;
  /** What is written again; left out where it is what was read. */
  readonly written?: string;
}

const cases: Readonly<Record<string, Case>> = {
  "a fence that is indented": {
    markdown: "Before\n\n  ```sh\n  npm install\n  ```\n\nAfter\n",
    html: '<p>Before</p><pre><code class="language-sh">npm install</code></pre><p>After</p>',
    written: "Before\n\n```sh\nnpm install\n```\n\nAfter\n",
  },
  "items that begin with code, a heading, a quote and a list": {
    markdown: "- ```\n  foo\n  ```\n- # Head\n- > quoted\n- - nested\n",
    html: "<ul><li><p></p><pre><code>foo</code></pre></li><li><p></p><h1>Head</h1></li><li><p></p><blockquote><p>quoted</p></blockquote></li><li><p></p><ul><li><p>nested</p></li></ul></li></ul>",
  },
  "a fence within code": {
    markdown: "````markdown\n```js\nconsole.log(1)\n```\n````\n\nAfter.\n",
    html: '<pre><code class="language-markdown">```js\nconsole.log(1)\n```</code></pre><p>After.</p>',
  },
  "code in a numbered list": {
    markdown: "1. Run\n\n   ```yaml\n   a:\n     b: 1\n   ```\n2. Then\n",
    html: '<ol><li><p>Run</p><pre><code class="language-yaml">a:\n  b: 1</code></pre></li><li><p>Then</p></li></ol>',
  },
  "a line break in a cell": {
    markdown: "| A |\n| - |\n| one<br>two |\n",
    html: "<table><tr><th><p>A</p></th></tr><tr><td><p>one<br/>two</p></td></tr></table>",
  },
  "a row with more cells than the head": {
    markdown: "| A |\n| - |\n| 1 | 2 |\n",
    html: "<table><tr><th><p>A</p></th><th><p></p></th></tr><tr><td><p>1</p></td><td><p>2</p></td></tr></table>",
    written: "| A | |\n| - | - |\n| 1 | 2 |\n",
  },
  "a link around code": {
    markdown: "See [`foo()`](https://e.test/foo).\n",
    html: '<p>See <code><a href="https://e.test/foo">foo()</a></code>.</p>',
  },
  "code with backticks": {
    markdown: "Use ``a ` b`` and `` ` `` too.\n",
    html: "<p>Use <code>a ` b</code> and <code>`</code> too.</p>",
  },
  "character references": {
    markdown: "it&#39;s a &copy; test &mdash; caf&eacute; &nbsp; end\n",
    html: "<p>it's a © test — café \u00a0 end</p>",
    written: "it's a © test — café \u00a0 end\n",
  },
  "images between words and in links": {
    markdown: "Before ![Alt](https://e.test/p.png) after\n\n[![](https://e.test/b.svg)](https://e.test/ci)\n",
    html: '<p>Before</p><img src="https://e.test/p.png" alt="Alt" referrerpolicy="no-referrer"/><p>after</p><a href="https://e.test/ci"><img src="https://e.test/b.svg" alt="" referrerpolicy="no-referrer"/></a>',
    written: "Before\n\n![Alt](https://e.test/p.png)\n\nafter\n\n[![](https://e.test/b.svg)](https://e.test/ci)\n",
  },
  "bold beside letters that need no blanks": {
    markdown: "**中文**字\n",
    html: "<p><strong>中文</strong>字</p>",
  },
  "a heading that ends in a number sign": { markdown: "# C\\#\n", html: "<h1>C#</h1>", written: "# C#\n" },
  "two lists beside each other": {
    markdown: "- a\n\n* b\n",
    html: "<ul><li><p>a</p></li></ul><ul><li><p>b</p></li></ul>",
  },
  "addresses with blanks, brackets and bars": {
    markdown: "[a](<https://e.test/x (y z>)\n\n| [b](https://e.test/x\\|y) |\n| - |\n",
    html: '<p><a href="https://e.test/x (y z">a</a></p><table><tr><th><p><a href="https://e.test/x|y">b</a></p></th></tr></table>',
  },
  "a term and what defines it": {
    markdown: "Term\n: one\n: **two**\n\n**Other**\n: three\n",
    html: "<p>Term<br/>: one<br/>: <strong>two</strong></p><p><strong>Other</strong><br/>: three</p>",
  },
  "a link without words": {
    markdown: '[](https://e.test) and [](/a "t")\n',
    html: '<p><a href="https://e.test">https://e.test</a> and <a href="/a" title="t">/a</a></p>',
    written: 'https://e.test and [/a](/a "t")\n',
  },
  "italics beside bold letters": {
    markdown: "**a*b***\n\n***a*b**\n\n***a**b*\n\nTwo \\*stars* **a*b***\n",
    html: "<p><strong>a</strong><em><strong>b</strong></em></p><p><em><strong>a</strong></em><strong>b</strong></p><p><em><strong>a</strong></em><em>b</em></p><p>Two *stars* <strong>a</strong><em><strong>b</strong></em></p>",
  },
  "names of files are no addresses": {
    markdown: "See README.md, app.py and data.zip at www.e.test.\n",
    html: '<p>See README.md, app.py and data.zip at <a href="http://www.e.test">www.e.test</a>.</p>',
  },
};

test.each(Object.entries(cases))("%s", (_name, { markdown, html, written = markdown }) => {
  const document = documentFromMarkdown(markdown);
  const plain = htmlFromDocument(document)
    .replace(/ (?:target|rel|style|colspan|rowspan)="[^"]*"/g, "")
    .replace(/<colgroup>.*?<\/colgroup>|<\/?tbody>/g, "");
  expect(plain).toBe(html);
  expect(markdownFromDocument(document)).toBe(written);
  expect(documentFromMarkdown(written)).toEqual(document);
});
