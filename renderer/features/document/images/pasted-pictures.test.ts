import { expect, test } from "vitest";
import { isOnlyPicture, readPastedPictures } from "./pasted-pictures.ts";

const origin = "https://pages.example";
const dot = "iVBORw0KGgo=";
const file = "/api/files/0197a0b0-0000-7000-8000-00000000000a";

function read(html: string) {
  return readPastedPictures(html, origin);
}

test("pictures of other sites and of this server stay", () => {
  expect(read('<p>a<img src="https://a.example/x.png" alt="x">b</p>').html).toBe(
    '<p>a<img src="https://a.example/x.png" alt="x">b</p>',
  );
  expect(read(`<img src="${origin}${file}/preview">`).html).toBe(`<img src="${file}">`);
  expect(read(`<img src="${origin}.evil.example/x.png">`).html).toBe(`<img src="${origin}.evil.example/x.png">`);
});

test("a picture that is data becomes a file", async () => {
  const { html, files, lost } = read(`<p>a</p><img alt="x" src="data:image/png;base64,${dot}"><p>b</p>`);
  const [[standIn, found] = []] = [...files];
  expect(html).toBe(`<p>a</p><img alt="x" src="${standIn}"><p>b</p>`);
  expect(found?.type).toBe("image/png");
  expect(found?.name).toBe("picture-1.png");
  expect([...new Uint8Array((await found?.arrayBuffer()) ?? new ArrayBuffer(0))].slice(0, 4)).toEqual([
    137, 80, 78, 71,
  ]);
  expect(lost).toBe(0);
});

test("a picture over plain HTTP becomes a link", () => {
  expect(read('<img src="http://a.example/x.png" alt="An old one">').html).toBe(
    '<a href="http://a.example/x.png">An old one</a>',
  );
});

test("a picture over plain HTTP within a link leaves that link and one of its own", () => {
  expect(read('<a href="https://b.example">words <img src="http://a.example/x.png" alt="Old"></a>').html).toBe(
    '<a href="https://b.example">words [Old]</a> <a href="http://a.example/x.png">Old</a>',
  );
});

test.each([
  "file:///C:/x.png",
  "blob:https://a.example/1",
  "cid:image001",
  "javascript:alert(1)",
  "x.png",
  "data:image/png;base64,%%%",
])("a picture at %j is counted as lost and leaves its words", (src) => {
  const { html, files, lost } = read(`<p>a <img src="${src}" alt="A drawing"> b</p>`);
  expect(html).toBe("<p>a [A drawing] b</p>");
  expect([files.size, lost]).toEqual([0, 1]);
});

test("pixels that only count readers go", () => {
  expect(read('<p>a<img src="https://a.example/t.gif" width="1" height="1"></p>')).toEqual({
    html: "<p>a</p>",
    files: new Map(),
    lost: 0,
  });
});

test("rows and cells alone stay what they are", () => {
  const row = `<tr data-pm-slice="1 1"><td><img src="${file}"></td></tr>`;
  expect(read(row).html).toBe(row);
});

test("markup of one picture is told from a text with pictures", () => {
  expect(isOnlyPicture('<meta charset="utf-8"><img src="https://a.example/x.png">')).toBe(true);
  expect(isOnlyPicture('<p>a</p><img src="https://a.example/x.png">')).toBe(false);
  expect(isOnlyPicture("<table><tr><td>1</td></tr></table>")).toBe(false);
});

test("a picture has the address it was to be loaded from", () => {
  const page = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
  expect(read(`<img src="${page}" data-src="//cdn.example/a.jpg">`)).toMatchObject({ files: new Map(), lost: 0 });
  expect(read(`<img src="${page}" data-src="//cdn.example/a.jpg">`).html).toContain('src="https://cdn.example/a.jpg"');
  expect(read('<picture><source srcset="https://a.example/l.webp 2x"><img alt="x"></picture>').html).toContain(
    'src="https://a.example/l.webp"',
  );
});

test("emoji drawn as pictures are letters", () => {
  expect(read('<p>a <img alt="👩‍👩‍👧" src="https://a.example/1.png"> b</p>').html).toBe("<p>a 👩‍👩‍👧 b</p>");
  expect(read('<img alt="7" src="https://a.example/7.png">').html).toContain("<img");
});

test("films, sounds and frames leave links, and drawings their words", () => {
  const { html, lost } = read(
    '<p>a</p><video><source src="https://a.example/f.mp4"></video><iframe src="javascript:alert(1)" title="Trap"></iframe>' +
      '<svg aria-hidden="true"><text>sign</text></svg><svg width="90" height="90"><title>Sales</title><text>Q1</text></svg><canvas></canvas>',
  );
  expect(html).toBe(
    '<p>a</p><p><a href="https://a.example/f.mp4">https://a.example/f.mp4</a></p>[Trap] sign  [Sales] Q1 ',
  );
  expect(lost).toBe(2);
});

test("a picture that an item begins with stays in the item", () => {
  const image = '<img src="https://a.example/x.png">';
  expect(read(`<ul><li>${image}</li><li><div>${image}</div></li><li>words ${image}</li></ul>`).html).toBe(
    `<ul><li><p></p>${image}</li><li><div><p></p>${image}</div></li><li>words ${image}</li></ul>`,
  );
});

test("a picture that stands alone in a paragraph leaves none behind", () => {
  const image = '<img src="https://a.example/x.png">';
  expect(read(`<p>x</p><p>${image}</p><p><a href="https://b.example">${image}</a></p><h2>${image} y</h2>`).html).toBe(
    `<p>x</p>${image}<a href="https://b.example">${image}</a><h2>${image} y</h2>`,
  );
});

test.each([
  ["<p>x <svg><circle r='5'></circle></svg> y</p>", 1],
  ["<p>x <svg width='10' height='10'></svg> y</p>", 1],
  ["<p><a href='https://a.example'><svg width='300' height='20'></svg></a></p>", 1],
  ["<p><a href='https://a.example'><svg width='16' height='16'></svg> y</a></p>", 0],
  ["<p>x <svg role='presentation' width='90'></svg> y</p>", 0],
])("drawings without a name are counted, unless they only adorn words: %s", (html, lost) => {
  expect(read(html).lost).toBe(lost);
});
