import { common, createLowlight } from "lowlight";
import { expect, test } from "vitest";
import { languageChoices, languages } from "./languages.ts";
import { openEditor } from "./testing/open-editor.ts";

test("each language that is offered is coloured, by its other names too, and all that can be coloured are offered", () => {
  const { registered } = createLowlight(common);
  const names = languages.flatMap(({ name }) => [name]);
  expect(names.filter((name) => !registered(name))).toEqual([]);
  const variants = new Set(["plaintext", "php-template", "python-repl"]);
  expect(Object.keys(common).filter((name) => !names.includes(name) && !variants.has(name))).toEqual([]);
});

test.each([
  ["js", "JavaScript"],
  ["C++", "C++"],
  ["py", "Python"],
  ["html", "HTML, XML"],
  ["brainfuck", "brainfuck"],
])("code that names %s shows %s and keeps its name", (name, label) => {
  expect(languageChoices(name).filter((choice) => choice.name === name)).toEqual([{ name, label }]);
  const { editor } = openEditor({
    type: "doc",
    content: [{ type: "codeBlock", attrs: { language: name }, content: [{ type: "text", text: "x" }] }],
  });
  expect(editor.view.dom.querySelector("select")?.selectedOptions[0]?.textContent).toBe(label);
  expect(editor.state.doc.firstChild?.attrs["language"]).toBe(name);
});
