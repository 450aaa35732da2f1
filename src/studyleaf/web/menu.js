/** The menus: what can be done with all questions of a page, and what with one. */
(() => {
  "use strict";
  const { button, find, make, pageOf, record, t, settings, load } = studyleaf;
  const { question: quiz } = studyleaf;
  const { repository = "", edit = "" } = settings;

  let close = () => {};

  /** Open a menu behind its button, or close it. It also closes on Escape, and on a click beside it
   * or on what it offers. @param {HTMLElement} opener @param {() => HTMLElement[]} items */
  function toggle(opener, items) {
    if (opener.ariaExpanded === "true") return close();
    const menu = make("div", { class: "sl-menu" }, ...items());
    const gone = new AbortController();
    const { signal } = gone;
    close = () => {
      gone.abort();
      menu.remove();
      opener.ariaExpanded = "false";
    };
    const beside = (/** @type {Event} */ { target }) => {
      if (target instanceof Node && !menu.contains(target) && !opener.contains(target)) close();
    };
    const chosen = (/** @type {Event} */ { target }) => {
      if (target instanceof Element && !target.closest("label")) close();
    };
    const pressed = (/** @type {Event} */ event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== "Escape") return;
      event.stopPropagation();
      close();
      opener.focus();
    };
    document.addEventListener("pointerdown", beside, { signal });
    menu.addEventListener("click", chosen, { signal });
    for (const place of [menu, opener]) place.addEventListener("keydown", pressed, { signal });
    opener.ariaExpanded = "true";
    opener.after(menu);
  }

  function printBare() {
    const { classList } = document.documentElement;
    classList.add("sl-bare");
    addEventListener("afterprint", () => classList.remove("sl-bare"), { once: true });
    print();
  }

  /** Forget what is kept of some questions, after asking. @param {HTMLElement[]} questions */
  async function reset(questions) {
    await load("dialog.js");
    if (!(await studyleaf.dialog.ask(t("reset_page_ask"), t("reset")))) return;
    record.reset(questions.map(quiz.idOf).filter(Boolean));
    for (const question of questions) {
      for (const box of quiz.inputsOf(question)) box.checked = false;
      quiz.restore(question, undefined);
      quiz.reveal(question, false);
    }
  }

  function shuffle() {
    const { shuffle = Boolean(settings.shuffle) } = record.read();
    const box = make("input", { type: "checkbox" });
    box.checked = shuffle;
    box.addEventListener("change", () => {
      record.write({ ...record.read(), shuffle: box.checked });
      location.reload();
    });
    return make("label", {}, box, t("shuffle"));
  }

  /** Where the page's source can be edited, and its path in the repository. */
  function source() {
    /** @type {HTMLAnchorElement | null} */
    const link = find(document, "a[rel~=edit]");
    const path = decodeURI(pageOf(location.href))
      .replace(/(^|\/)$/, "$1index.html")
      .replace(/\.html$/, ".md");
    const base = edit && new URL(edit, `${repository}/`).href.replace(/\/?$/, "/");
    const url = link?.href || (base && base + path);
    return { url, path: url.match(/\/(?:edit|blob|raw)\/[^/]+\/(.+)$/)?.[1] || path };
  }

  /** The address of a new issue about a question.
   * @param {HTMLElement} question @param {string} path */
  function issue(question, path) {
    const id = quiz.idOf(question);
    const prompt = find(question, ".sl-prompt")?.textContent?.replace(/\s*#$/, "");
    const page = `${location.href.replace(/#.*$/, "")}#${id}`;
    const place = `${path}:${question.dataset.line}`;
    const body = `${page}\n${place}\n\n> ${prompt}\n\n`;
    // GitHub fills in the form where the repository has it, else title and body.
    const form = { template: "wrong-answer.yml", question: id, page, source: place };
    const query = new URLSearchParams({ title: t("report_title", { id }), body, ...form });
    return `${repository.replace(/\/$/, "")}/issues/new?${query}`;
  }

  studyleaf.menu = {
    page: (opener, questions, redraw) =>
      toggle(opener, () => {
        const progress = make("a", { href: studyleaf.root + settings.progress }, t("progress"));
        return [
          button("show_all", () => questions.forEach((question) => quiz.reveal(question, true))),
          button("hide_all", () => questions.forEach((question) => quiz.reveal(question, false))),
          shuffle(),
          button("print_bare", printBare),
          button("keys", () => void load("dialog.js").then(() => studyleaf.dialog.keys())),
          button("reset_page", () => void reset(questions).then(redraw)),
          ...(settings.progress ? [progress] : []),
        ];
      }),

    question: (question) =>
      toggle(/** @type {HTMLElement} */ (find(question, ".sl-more")), () => {
        const { url, path } = source();
        const links = [];
        if (repository) links.push(make("a", { href: issue(question, path) }, t("report")));
        if (url) links.push(make("a", { href: `${url}#L${question.dataset.line}` }, t("edit")));
        return links;
      }),
  };
})();
