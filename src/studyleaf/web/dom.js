/** Small helpers to make what is shown: words, elements, icons. */
(() => {
  "use strict";
  /** Strokes on a grid of 24. @type {{ [name: string]: string }} */
  const ICONS = {
    flag: "M6 21V4h12l-2.5 4.5L18 13H6",
    right: "M5 12.5l4.5 4.5L19 7.5",
    wrong: "M7 7l10 10M17 7L7 17",
    missed: "M6 12h12",
    more: "M5 12v.1M12 12v.1M19 12v.1",
  };

  Object.assign(
    studyleaf,
    /** @type {Studyleaf.Helpers} */ ({
      /** A word in the page's language, with `{name}` filled in. */
      t: (key, values = {}) =>
        (window.studyleafWords?.[studyleaf.language()]?.[key] ?? key).replace(
          /\{(\w+)\}/g,
          (_, name) => `${values[name]}`
        ),

      /** Make an element. Text is text: it never becomes HTML. */
      make(tag, attributes = {}, ...children) {
        const element = document.createElement(tag);
        for (const name in attributes) element.setAttribute(name, attributes[name]);
        element.append(...children);
        return element;
      },

      /** Make a drawing of shapes, each a name and its attributes. */
      draw(attributes, ...shapes) {
        const make = (/** @type {string} */ name, /** @type {any} */ values) => {
          const element = document.createElementNS("http://www.w3.org/2000/svg", name);
          for (const key in values) element.setAttribute(key, values[key]);
          return element;
        };
        const svg = make("svg", attributes);
        svg.append(...shapes.map(([name, values]) => make(name, values)));
        return svg;
      },

      icon: (name) =>
        studyleaf.draw({ class: "sl-icon", viewBox: "0 0 24 24", "aria-hidden": true }, [
          "path",
          { d: ICONS[name] },
        ]),

      button(name, action) {
        const attributes = { type: "button", class: `sl-button sl-${name}` };
        const button = studyleaf.make("button", attributes, studyleaf.t(name));
        if (action) button.addEventListener("click", action);
        return button;
      },

      /** A page's address in the site, without what may differ. */
      pageOf: (url) =>
        url.slice(studyleaf.root.length).replace(/[?#].*/, "").replace(/(^|\/)index\.html$/, "$1"),

      find: (place, what) => place.querySelector(what),
      findAll: (place, what) => /** @type {any} */ ([...place.querySelectorAll(what)]),
    })
  );
})();
