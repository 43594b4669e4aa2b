/** The beginning of a picture. */
const dot = "iVBORw0KGgo=";

/** What a clipboard holds, by media type, as the programs named put it there, shortened to what tells them apart. */
export const clipboardSamples: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "plain text": { "text/plain": "First line\nsecond line\n\n   indented & <b>raw</b>\nlast ✓" },
  Markdown: {
    "text/plain":
      "# Title\n\nA **bold** and `code` word, 2 * 3 * 4, snake_case.\n\n- one\n  - deep\n- [x] done\n\n1. first\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n\n```ts\nconst x = 1;\n```\n\nNote[^1] and $x^2$.\n\n[^1]: The footnote.\n\n[![Build](https://ci.example/b.svg)](https://ci.example) ![Inline](https://ci.example/i.png) tail\n",
  },
  "a spreadsheet's text": { "text/plain": "Day\tLead\nMon\tMara Kay\nTue\tJo\n" },
  Word: {
    "text/plain": "Heading",
    "text/html": `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head><body lang=EN-US><!--StartFragment-->
<h1>Heading<o:p></o:p></h1><p class=MsoNormal><b><span style='font-size:12.0pt'>Bold</span></b> and <i>slanted</i> with a <a href="https://example.org">link</a><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>bullet one</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>bullet two</p>
<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal>cell<o:p></o:p></p></td><td colspan=2><p class=MsoNormal>wide</p><p class=MsoNormal>second</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/Temp/image001.png"/></v:shape><![endif]--><![if !vml]><img width=300 height=200 src="file:///C:/Temp/image001.png" alt="Drawing"><![endif]></p>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> footnote words</p><!--EndFragment--></body></html>`,
  },
  "Google Docs": {
    "text/plain": "Title",
    "text/html": `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Title</span></h2><p dir="ltr"><span style="font-weight:700">strong</span><span style="font-style:italic"> slanted</span><span style="text-decoration:line-through"> gone</span></p><br /><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>outer</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>inner</span></p></li></ul><li dir="ltr" aria-level="1"><p><span>after</span></p></li></ul><ul><li role="checkbox" aria-checked="true" dir="ltr"><img src="data:image/png;base64,${dot}" width="18.4px" height="18.4px" alt="checked" aria-roledescription="checkbox"/><p><span>ticked</span><span><img src="https://lh7-rt.googleusercontent.com/docsz/a1" width="602" height="339"/></span></p></li><ul><li role="checkbox" aria-checked="false"><p>below</p></li></ul><li role="checkbox" aria-checked="false"><p>open</p></li></ul><div dir="ltr"><table><colgroup><col /></colgroup><tbody><tr><td><p><span>cell</span></p></td></tr></tbody></table></div></b><br class="Apple-interchange-newline">`,
  },
  Excel: {
    "text/plain": "Item\tPrice\nPen\t1.50\n",
    "text/html": `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {mso-displayed-decimal-separator:"\\.";}--></style></head><body><table border=0><caption>Prices</caption><col width=64><!--StartFragment--><tr height=20><td class=xl65>Item</td><td>Price</td></tr><tr><td rowspan=2>Pen</td><td align=right>1.50</td></tr><tr><td>2.00<img width=64 height=64 src="data:image/png;base64,${dot}" alt="Chart"></td></tr><!--EndFragment--></table></body></html>`,
  },
  "a web page": {
    "text/plain": "Article",
    "text/html": `<meta charset="utf-8"><article><header><h1>Article</h1><h5>Deep heading</h5></header><p>Text with <kbd>Ctrl</kbd>, <sup>2</sup>, <mark>marked</mark>, <abbr title="x">abbr</abbr> and <q>quoted</q>.<br><br>After breaks</p><dl><dt>Term</dt><dd>Meaning</dd></dl><details open><summary>Summary</summary>Folded words</details><figure><pre>code  here
second</pre><figcaption>Caption</figcaption></figure><blockquote>Said <cite>someone</cite></blockquote><ol start="4"><li>four<p>and more</p></li></ol><ul><li><a href="javascript:alert(1)">unsafe link</a></li><ul><li>loose</li></ul></ul><table><thead><tr><th>H</th></tr></thead><tbody><tr><td><ul><li>in a cell</li></ul></td></tr></tbody><tfoot><tr><td>foot</td></tr></tfoot></table><div>bare <div>nested</div> tail</div><button>Pressable</button><ruby>漢<rt>kan</rt></ruby><address>Street</address><a href="https://news.example/story"><img src="https://news.example/story.jpg" alt="Story"></a><p><picture><source srcset="https://news.example/l.webp 2x"><img srcset="https://news.example/late.jpg 1x" alt="Late"></picture><img class="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="//cdn.example/lazy.jpg" alt="Lazy"><img src="http://old.example/old.gif" alt="Old"></p><ul><li><a href="https://shop.example"><img src="data:image/png;base64,${dot}" alt="Offer" width="120"></a></li></ul><video title="Film" src="https://news.example/film.mp4"></video><iframe src="https://maps.example/embed" title="Map"></iframe><svg width="600" height="300" role="img" aria-label="Sales"><text>Q1</text><text>Q2</text></svg><svg width="16" height="16" aria-hidden="true"><path d="M0 0"/></svg><form>Search <input value="typed"><input type="password" value="secret"><select><option>unchosen<option selected>chosen</select></form></article>`,
  },
  GitHub: {
    "text/plain": "Tasks",
    "text/html": `<meta charset='utf-8'><h2 dir="auto">Tasks</h2><ul class="contains-task-list"><li class="task-list-item"><input type="checkbox" disabled> open <code class="notranslate">x</code></li><li class="task-list-item"><input type="checkbox" checked disabled> done<ul class="contains-task-list"><li class="task-list-item"><input type="checkbox"> below</li></ul></li><li>plain</li></ul><div class="highlight highlight-source-js"><pre><span class="pl-k">const</span> <span class="pl-s1">a</span> = 1;
next()</pre></div><p dir="auto"><img class="emoji" alt="🎉" src="https://github.githubassets.com/images/icons/emoji/1f389.png" width="20"> By <a class="user-mention" href="https://github.com/a">@a</a> in <a href="https://github.com/a/b/issues/1">#1</a></p>`,
  },
  Notion: {
    "text/plain": "- [ ] open\n- [x] done",
    "text/html": `<meta charset='utf-8'><!-- notionvc: 1 --><h3>Plan</h3><ul>\n<li>[ ] open<ul>\n<li>detail</li>\n</ul>\n</li>\n<li>[x] done</li>\n</ul><aside>💡 Callout words</aside><p>Last <strong>words</strong></p><img src="https://notion.example/cover.png" alt="Cover"/>`,
  },
};

/** What becomes of the pictures in a sample: which are in the text, go up, become links, or leave their words and are counted. */
export interface PicturesOfSample {
  /** By address, with the link around each. */
  readonly shown?: readonly (readonly [src: string, href: string | null])[];
  /** Words, width and link of those that come as data. */
  readonly uploaded?: readonly (readonly [alt: string | null, width: string | null, href: string | null])[];
  readonly links?: readonly string[];
  readonly lost?: number;
}

export const picturesOfSamples: Readonly<Record<string, PicturesOfSample>> = {
  Markdown: {
    shown: [
      ["https://ci.example/b.svg", "https://ci.example"],
      ["https://ci.example/i.png", null],
    ],
  },
  Word: { lost: 1 },
  "Google Docs": { shown: [["https://lh7-rt.googleusercontent.com/docsz/a1", null]] },
  Excel: { uploaded: [["Chart", "64", null]] },
  "a web page": {
    shown: [
      ["https://news.example/story.jpg", "https://news.example/story"],
      ["https://news.example/late.jpg", null],
      ["https://cdn.example/lazy.jpg", null],
    ],
    uploaded: [["Offer", "120", "https://shop.example"]],
    links: ["http://old.example/old.gif", "https://news.example/film.mp4", "https://maps.example/embed"],
    lost: 1,
  },
  Notion: { shown: [["https://notion.example/cover.png", null]] },
};
