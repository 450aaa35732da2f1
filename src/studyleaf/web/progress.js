/** The saved record and questions.js → rings beside the links of the navigation. */
(() => {
  "use strict";
  const { root, key } = studyleaf;

  /** A page's address without what may differ. @param {string} url */
  const address = (url) => url.replace(/[?#].*$/, "").replace(/index\.html$/, "");

  /** FNV-1a: the short form in which questions.js holds ids. @param {string} text */
  const hash = (text) => {
    let sum = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
    return (sum >>> 0).toString(36);
  };

  /** What is saved of each question; nothing where that can't be read. */
  const saved = () => {
    if (studyleaf.record) return studyleaf.record.read().questions;
    try {
      return JSON.parse(localStorage.getItem(key) || "{}").questions || {};
    } catch {
      return {};
    }
  };

  /** Each page of the guide with how many of its questions were answered, and how many rightly. */
  const pages = () => {
    const results = new Map();
    for (const [id, entry] of Object.entries(saved())) results.set(hash(id), entry?.result);
    return (window.studyleafPages || []).map((page) => {
      const found = page.ids.split(" ").map((id) => results.get(id));
      return {
        ...page,
        url: new URL(page.url, root).href,
        total: found.length,
        answered: found.filter(Boolean).length,
        right: found.filter((result) => result === "right").length,
      };
    });
  };

  /** @param {string} name @param {{ [name: string]: string | number }} attributes */
  const draw = (name, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${value}`);
    return element;
  };

  /** A ring that fills: answered pale, right in full. @param {Studyleaf.Count} count */
  const ring = ({ answered, right, total }) => {
    const part = (/** @type {number} */ n) => `${(100 * n) / (total || 1)} 100`;
    const circles = ["100 100", part(answered), part(right)].map((length) =>
      draw("circle", { cx: 10, cy: 10, r: 7, pathLength: 100, "stroke-dasharray": length })
    );
    const label = `${answered}/${total}`;
    const svg = draw("svg", { class: "sl-ring", viewBox: "0 0 20 20", role: "img" });
    svg.setAttribute("aria-label", label);
    svg.append(...circles);
    return svg;
  };

  studyleaf.progress = {
    pages,
    ring,
    draw() {
      const found = new Map(pages().map((page) => [address(page.url), page]));
      /** @type {NodeListOf<HTMLAnchorElement>} */
      const links = document.querySelectorAll(
        ".md-nav--primary a.md-nav__link[href], .sl-overview ~ ul a[href]"
      );
      for (const link of links) {
        link.querySelector(".sl-ring")?.remove();
        const page = found.get(address(link.href));
        if (page && page.answered && !link.hash) link.append(ring(page));
      }
    },
  };
})();
