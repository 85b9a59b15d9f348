type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children; texts become text. */
export const element = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

/** The text of an element, changed only where it is another, and then in its node of text if there is one. */
export const setText = (node: Element, text: string): void => {
  if (node.textContent === text) return;
  const only = node.firstChild;
  if (node.childNodes.length === 1 && only instanceof Text) only.data = text;
  else node.textContent = text;
};
export const setClass = (node: Element, name: string, is: boolean): void => {
  if (node.classList.contains(name) !== is) node.classList.toggle(name, is);
};
