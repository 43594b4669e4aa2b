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
