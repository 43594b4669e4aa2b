/** Where others put the state of a to-do: a box of the page, Notion's boxes, Google Docs' role, or the signs of Markdown. */
const typedBox = /^\s*\[( |x)?\]\s+/i;

/** The picture of a box that Google Docs puts before its to-dos; others in them are the writer's. */
const drawnBox = "img[aria-roledescription='checkbox'], img[alt='checked'], img[alt='unchecked']";

/** Turns the lists of to-dos that GitHub, Notion and others put on the clipboard into those of the editor. */
export function convertChecklists(root: Document): void {
  for (const list of [...root.querySelectorAll("ul, ol")]) {
    const items = [...list.children].filter((child) => child.tagName === "LI");
    const states = items.map((item) => (item.getAttribute("data-type") === "taskItem" ? undefined : takeState(item)));
    if (states.every((state) => state === undefined)) continue;
    // Google Docs puts a list between the items that it belongs to.
    for (const child of [...list.children]) if (child.tagName !== "LI") child.previousElementSibling?.append(child);
    let part: Element | undefined;
    items.forEach((item, index) => {
      const state = states[index];
      const isTask = state !== undefined;
      if (part === undefined || (part.getAttribute("data-type") === "taskList") !== isTask) {
        part = root.createElement(isTask ? "ul" : list.tagName);
        if (isTask) part.setAttribute("data-type", "taskList");
        list.before(part);
      }
      if (isTask) markAsTask(item, state);
      part.append(item);
    });
    list.replaceWith(...list.childNodes);
  }
}

function markAsTask(item: Element, isDone: boolean): void {
  item.setAttribute("data-type", "taskItem");
  item.setAttribute("data-checked", String(isDone));
  const body = item.ownerDocument.createElement("div");
  body.append(...item.childNodes);
  item.append(body);
}

/** Whether an item is done; what shows it is taken out. Undefined where the item is no to-do. */
function takeState(item: Element): boolean | undefined {
  const own = [...item.querySelectorAll("input[type=checkbox], .checkbox, .checkbox-on, .checkbox-off")];
  const box = own.find((found) => found.closest("li") === item);
  if (box !== undefined) {
    box.remove();
    return box.hasAttribute("checked") || box.classList.contains("checkbox-on");
  }
  if (item.getAttribute("role") === "checkbox") {
    for (const picture of item.querySelectorAll(drawnBox)) if (picture.closest("li") === item) picture.remove();
    return item.getAttribute("aria-checked") === "true";
  }
  const words = firstText(item);
  const typed = typedBox.exec(words?.data ?? "");
  if (words === undefined || typed === null) return undefined;
  words.data = words.data.slice(typed[0].length);
  return typed[1]?.toLowerCase() === "x";
}

/** The first text of an item that says anything, if it is the item's own. */
function firstText(item: Element): Text | undefined {
  for (const node of item.childNodes) {
    if (node.nodeType === 3 && node instanceof Text && node.data.trim() !== "") return node;
    if (node instanceof Element && node.textContent?.trim() !== "") {
      return ["UL", "OL"].includes(node.tagName) ? undefined : firstText(node);
    }
  }
  return undefined;
}
