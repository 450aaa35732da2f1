/** Small helpers to make what is shown: words, elements, icons. */
(() => {
  "use strict";
  /** Strokes on a grid of 24. @type {{ [name: string]: string }} */
  const ICONS = {
    flag: "M6 21V4h12l-2.5 4.5L18 13H6",
    report: "M4 5h16v11H10l-4 4v-4H4zM12 8v4M12 13.5v.5",
    edit: "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19z",
    right: "M5 12.5l4.5 4.5L19 7.5",
    wrong: "M7 7l10 10M17 7L7 17",
    missed: "M6 12h12",
    more: "M5 12v.1M12 12v.1M19 12v.1",
  };

  /** The words of the page's language, with `{name}` filled in. */
  studyleaf.t = (key, values = {}) =>
    (window.studyleafWords?.[studyleaf.language()]?.[key] ?? key).replace(/\{(\w+)\}/g, (_, name) =>
      `${values[name]}`
    );

  /** Make an element. Text is text: it never becomes HTML. */
  studyleaf.make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  studyleaf.find = (place, what) => place.querySelector(what);
  studyleaf.findAll = (place, what) => /** @type {any} */ ([...place.querySelectorAll(what)]);

  studyleaf.icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS(svg.namespaceURI, "path");
    svg.setAttribute("class", "sl-icon");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  };
})();
