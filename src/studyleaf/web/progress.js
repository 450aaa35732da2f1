/** The saved record → how far the reader is on each page, shown beside its links. */
(() => {
  "use strict";
  const { draw, find, findAll, pageOf, record } = studyleaf;

  /** @type {Studyleaf.Client["progress"]} */
  const self = {
    /** How many questions of a page there are, how many were answered, and how many rightly. */
    counts() {
      const { questions, pages } = record.read();
      /** @type {{ [page: string]: Studyleaf.Count }} */
      const counts = Object.create(null);
      for (const page in pages) counts[page] = { total: pages[page], answered: 0, right: 0 };
      for (const { page = "", result } of Object.values(questions))
        if (result && counts[page]) {
          counts[page].answered++;
          if (result === "right") counts[page].right++;
        }
      return counts;
    },

    /** Draw rings that fill beside links: answered pale, right in full. */
    draw() {
      const counts = self.counts();
      /** @type {HTMLAnchorElement[]} */
      const links = findAll(
        document,
        ".md-nav--primary a.md-nav__link[href], .sl-overview ~ ul a[href]"
      );
      for (const link of links) {
        find(link, ".sl-ring")?.remove();
        const { total = 1, answered = 0, right = 0 } = counts[pageOf(link.href)] || {};
        if (!answered || link.hash) continue;
        /** @type {[string, Studyleaf.Attributes][]} */
        const shapes = [total, answered, right].map((n) => [
          "circle",
          { cx: 10, cy: 10, r: 7, pathLength: 100, "stroke-dasharray": `${(100 * n) / total} 100` },
        ]);
        const label = { role: "img", "aria-label": `${answered}/${total}` };
        link.append(draw({ class: "sl-ring", viewBox: "0 0 20 20", ...label }, ...shapes));
      }
    },
  };
  studyleaf.progress = self;
})();
