/**
 * Elements made one by one: a page that forbids markup from strings (Trusted Types) and inline style admits them, and what
 * servers call themselves can only ever be text.
 */

type Attributes = Readonly<Record<string, string>>;

export function build<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
