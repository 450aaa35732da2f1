/**
 * The HTML of a question → one that can be answered. What a question's state is stands in its
 * attributes: `data-state` (right, wrong) and `data-open` (the answer shows); the style reads them.
 */
(() => {
  "use strict";
  const { find, findAll, make, icon, t, settings } = studyleaf;

  const choices = (/** @type {Element} */ question) => findAll(question, ".sl-choice");
  /** @type {Studyleaf.Client["question"]["inputs"]} */
  const inputs = (question) => findAll(question, ".sl-choice > input");
  const idOf = (/** @type {HTMLElement} */ question) => question.dataset.id || "";
  const isRight = (/** @type {HTMLElement} */ choice) => "right" in choice.dataset;

  /** Names that tell choices apart by their text, and by their count where texts are the same.
   * They outlive another order of the choices. @param {HTMLElement[]} list */
  function keys(list) {
    /** @type {Map<string, number>} */
    const seen = new Map();
    return list.map((choice) => {
      const text = find(choice, ".sl-text")?.textContent?.trim().replace(/\s+/g, " ") || "";
      const count = seen.get(text) || 0;
      seen.set(text, count + 1);
      return count ? `${text}#${count + 1}` : text;
    });
  }

  /** @param {HTMLElement} question @param {number} index @param {boolean} shuffle */
  function upgradeChoices(question, index, shuffle) {
    const list = choices(question);
    const type = question.dataset.kind === "single" ? "radio" : "checkbox";
    const reasons = findAll(question, ".sl-reason");
    list.forEach((choice, i) => {
      const id = `sl-${index}-${i}`;
      const label = make("label", { class: "sl-text", for: id });
      label.append(...choice.childNodes);
      choice.append(make("input", { type, id, name: `sl-${index}` }), label);
    });
    for (const reason of reasons) {
      find(reason, ".sl-verdict")?.remove();
      const place = make("div", { class: "sl-reason" });
      place.append(...reason.childNodes);
      list[Number(reason.getAttribute("value")) - 1]?.append(place);
    }
    find(question, ".sl-reasons")?.remove();
    if (shuffle && question.dataset.shuffle !== "no") mix(question, list);
  }

  /** Put choices in a random order, and their letters right in the key.
   * @param {HTMLElement} question @param {HTMLElement[]} list */
  function mix(question, list, random = Math.random) {
    for (let i = list.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
    list[0]?.parentElement?.append(...list);
    const key = find(question, ".sl-key b");
    if (key) key.textContent = letters(list.filter(isRight), list);
  }

  /** @param {HTMLElement[]} some @param {HTMLElement[]} list */
  const letters = (some, list) =>
    some.map((choice) => String.fromCharCode(65 + list.indexOf(choice))).join(", ");

  /** The buttons and links that a question has, to be cloned. */
  function parts() {
    const button = (/** @type {string} */ name) =>
      make("button", { type: "button", class: `sl-button sl-${name}` }, t(name));
    /** @template {"a" | "button"} T @param {T} tag @param {string} name */
    const tool = (tag, name) =>
      make(tag, { class: `sl-tool sl-${name}`, title: t(name), "aria-label": t(name) }, icon(name));
    const flag = tool("button", "flag");
    flag.type = "button";
    const check = button("check");
    check.disabled = true;
    const rate = make("div", { class: "sl-rate", role: "group" }, make("span", {}, t("rate")));
    rate.append(button("knew"), button("forgot"));
    const [report, edit] = [tool("a", "report"), tool("a", "edit")];
    return { check, show: button("show"), flag, report, edit, rate, source: source() };
  }

  /** Where the page's source can be edited, and its path in the repository. */
  function source() {
    /** @type {HTMLAnchorElement | null} */
    const link = find(document, "a[rel~=edit]");
    const path = decodeURI(location.href.slice(studyleaf.root.length).replace(/[?#].*$/, ""))
      .replace(/(^|\/)$/, "$1index.html")
      .replace(/\.html$/, ".md");
    const { repository = "", edit = "" } = settings;
    const uri = edit && (/^https?:/.test(edit) ? edit : `${repository.replace(/\/?$/, "/")}${edit}`);
    const url = link?.href || (uri && uri.replace(/\/?$/, "/") + path);
    return { url, path: url.match(/\/(?:edit|blob|raw)\/[^/]+\/(.+)$/)?.[1] || path };
  }

  /** The address of a new issue about a question.
   * @param {HTMLElement} question @param {string} path */
  function issue(question, path) {
    const base = (settings.repository || "").replace(/\/$/, "");
    const gitlab = /\bgitlab\b/.test(base);
    const page = location.href.replace(/#.*$/, "");
    const id = idOf(question);
    const prompt = find(question, ".sl-prompt")?.firstChild?.textContent?.trim() || "";
    const body = `${page}#${id}\n${path}:${question.dataset.line}\n\n> ${prompt}\n\n`;
    const [title, text] = gitlab ? ["issue[title]", "issue[description]"] : ["title", "body"];
    const query = new URLSearchParams({ [title]: t("report_title", { id }), [text]: body });
    return `${base}${gitlab ? "/-" : ""}/issues/new?${query}`;
  }

  /** @param {HTMLElement} question @param {number} index @param {number} total
   * @param {ReturnType<typeof parts>} part @param {boolean} shuffle */
  function upgrade(question, index, total, part, shuffle) {
    const { kind, line } = question.dataset;
    const id = idOf(question);
    const answer = find(question, ".sl-answer");
    const foot = make("div", { class: "sl-foot" });
    const tools = make("span", { class: "sl-tools" });
    if (kind === "single" || kind === "multiple") {
      upgradeChoices(question, index, shuffle);
      foot.append(part.check.cloneNode(true));
    }
    if (answer) foot.append(part.show.cloneNode(true));
    if (kind === "multiple") {
      const n = choices(question).filter(isRight).length;
      foot.append(make("span", { class: "sl-hint" }, t(n < 4 ? `choose_${n}` : "choose_n", { n })));
    }
    if (id) tools.append(part.flag.cloneNode(true));
    if (id && settings.repository) tools.append(link(part.report, issue(question, part.source.path)));
    if (part.source.url) tools.append(link(part.edit, `${part.source.url}#L${line}`));
    foot.append(tools);
    question.prepend(
      make(
        "p",
        { class: "sl-head" },
        make("span", { class: "sl-number" }, t("number", { n: index + 1, total })),
        make("span", { class: "sl-state" })
      )
    );
    if (answer) answer.before(foot);
    else question.append(foot);
    if (kind === "open" && answer) find(answer, ".sl-body")?.append(part.rate.cloneNode(true));
    question.classList.add("sl-on");
  }

  /** @param {HTMLAnchorElement} template @param {string} href */
  function link(template, href) {
    const copy = /** @type {HTMLAnchorElement} */ (template.cloneNode(true));
    copy.href = href;
    return copy;
  }

  studyleaf.question = {
    choices,
    inputs,
    idOf,
    isRight,
    keys,
    all: () => findAll(document, ".sl-question"),

    /** Upgrade the questions of a page that are not yet. @param {boolean} shuffle */
    mount(shuffle) {
      const part = parts();
      const questions = studyleaf.question.all();
      questions.forEach((question, index) => {
        if (!question.classList.contains("sl-on"))
          upgrade(question, index, questions.length, part, shuffle);
      });
      return questions;
    },
  };
})();
