/** The saved record and questions.js → how far the reader is on each page, shown beside its links. */
(() => {
  "use strict";
  /** A page's address without what may differ. @param {string} url */
  const address = (url) => url.replace(/[?#].*$/, "").replace(/index\.html$/, "");

  /** FNV-1a: the short form in which questions.js holds ids. @param {string} text */
  const hash = (text) => {
    let sum = 0x811c9dc5;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
    return (sum >>> 0).toString(36);
  };

  /** @type {Studyleaf.Client["progress"]} */
  const self = {
    /** The pages with how many of their questions were answered, and how many rightly. */
    pages() {
      const results = new Map();
      const { questions } = studyleaf.record.read();
      for (const id in questions) results.set(hash(id), questions[id].result);
      return (window.studyleafPages || []).map((page) => {
        const found = page.ids.split(" ").map((id) => results.get(id));
        return {
          ...page,
          url: new URL(page.url, studyleaf.root).href,
          total: found.length,
          answered: found.filter(Boolean).length,
          right: found.filter((result) => result === "right").length,
        };
      });
    },

    /** Draw rings that fill beside links: answered pale, right in full. */
    draw() {
      const pages = new Map(self.pages().map((page) => [address(page.url), page]));
      /** @type {HTMLAnchorElement[]} */
      const links = studyleaf.findAll(
        document,
        ".md-nav--primary a.md-nav__link[href], .sl-overview ~ ul a[href]"
      );
      for (const link of links) {
        studyleaf.find(link, ".sl-ring")?.remove();
        const { answered = 0, right = 0, total = 1 } = pages.get(address(link.href)) || {};
        if (!answered || link.hash) continue;
        /** @type {[string, Studyleaf.Attributes][]} */
        const shapes = [total, answered, right].map((n) => [
          "circle",
          { cx: 10, cy: 10, r: 7, pathLength: 100, "stroke-dasharray": `${(100 * n) / total} 100` },
        ]);
        const label = { role: "img", "aria-label": `${answered}/${total}` };
        link.append(
          studyleaf.draw({ class: "sl-ring", viewBox: "0 0 20 20", ...label }, ...shapes)
        );
      }
    },
  };
  studyleaf.progress = self;
})();
