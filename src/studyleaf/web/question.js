/** The HTML of a question → one that can be answered. README.md tells how its state is kept. */
(() => {
  "use strict";
  const { button, find, findAll, make, icon, t, settings } = studyleaf;
  const { repository = "", edit = "" } = settings;

  /** Put choices in a random order, and their letters right in the key.
   * @type {(question: HTMLElement, list: HTMLElement[], random?: () => number) => void} */
  const mix = (question, list, random = Math.random) => {
    for (let i = list.length; i-- > 1; ) {
      const j = Math.floor(random() * (i + 1));
      [list[i], list[j]] = [list[j], list[i]];
    }
    list[0]?.parentElement?.append(...list);
    const letters = list.map((choice, i) => self.isRight(choice) && String.fromCharCode(65 + i));
    const key = find(question, ".sl-key b");
    if (key) key.textContent = letters.filter(Boolean).join(", ");
  };

  /** Give each choice its box and its reason.
   * @type {(question: HTMLElement, index: number, shuffle: boolean) => void} */
  const upgradeChoices = (question, index, shuffle) => {
    const list = self.choices(question);
    const type = question.dataset.kind === "single" ? "radio" : "checkbox";
    list.forEach((choice, i) => {
      const id = `sl-${index}-${i}`;
      const label = make("label", { class: "sl-text", for: id });
      label.append(...choice.childNodes);
      choice.append(make("input", { type, id, name: `sl-${index}` }), label);
    });
    for (const reason of findAll(question, ".sl-reason")) {
      find(reason, ".sl-verdict")?.remove();
      const place = make("div", { class: "sl-reason" });
      place.append(...reason.childNodes);
      list[Number(reason.getAttribute("value")) - 1]?.append(place);
    }
    find(question, ".sl-reasons")?.remove();
    if (shuffle && question.dataset.shuffle !== "no") mix(question, list);
  };

  /** Where the page's source can be edited, and its path in the repository. */
  const source = () => {
    /** @type {HTMLAnchorElement | null} */
    const link = find(document, "a[rel~=edit]");
    const path = decodeURI(location.href.slice(studyleaf.root.length).replace(/[?#].*$/, ""))
      .replace(/(^|\/)$/, "$1index.html")
      .replace(/\.html$/, ".md");
    const base = edit && new URL(edit, `${repository}/`).href.replace(/\/?$/, "/");
    const url = link?.href || (base && base + path);
    return { url, path: url.match(/\/(?:edit|blob|raw)\/[^/]+\/(.+)$/)?.[1] || path };
  };

  /** The address of a new issue about a question.
   * @type {(question: HTMLElement, path: string) => string} */
  const issue = (question, path) => {
    const id = self.idOf(question);
    const prompt = find(question, ".sl-prompt")?.textContent?.replace(/\s*#$/, "");
    const page = `${location.href.replace(/#.*$/, "")}#${id}`;
    const place = `${path}:${question.dataset.line}`;
    const body = `${page}\n${place}\n\n> ${prompt}\n\n`;
    // GitHub fills in the form where the repository has it, else title and body.
    const form = { template: "wrong-answer.yml", question: id, page, source: place };
    const query = new URLSearchParams({ title: t("report_title", { id }), body, ...form });
    return `${repository.replace(/\/$/, "")}/issues/new?${query}`;
  };

  /** What a question is given, to be cloned. */
  const parts = () => {
    /** @template {"a" | "button"} T @param {T} tag @param {string} name */
    const tool = (tag, name) =>
      make(tag, { class: `sl-tool sl-${name}`, title: t(name), "aria-label": t(name) }, icon(name));
    const rate = make("div", { class: "sl-rate", role: "group" }, make("span", {}, t("rate")));
    rate.append(button("knew"), button("forgot"));
    return {
      check: button("check"),
      show: button("show"),
      flag: tool("button", "flag"),
      report: tool("a", "report"),
      edit: tool("a", "edit"),
      rate,
      source: source(),
    };
  };

  /** @type {<E extends Element>(part: E, attributes?: Partial<E>) => E} */
  const copy = (part, attributes) =>
    Object.assign(/** @type {typeof part} */ (part.cloneNode(true)), attributes);

  /** @param {HTMLElement} question @param {number} index @param {number} total
   * @param {ReturnType<typeof parts>} part @param {boolean} shuffle */
  const upgrade = (question, index, total, part, shuffle) => {
    const { kind, line } = question.dataset;
    const { url, path } = part.source;
    const id = self.idOf(question);
    const answer = find(question, ".sl-answer");
    const foot = make("div", { class: "sl-foot" });
    const tools = make("span", { class: "sl-tools" });
    if (kind === "single" || kind === "multiple") {
      upgradeChoices(question, index, shuffle);
      foot.append(copy(part.check));
    }
    if (answer) foot.append(copy(part.show));
    if (kind === "multiple") {
      const n = self.choices(question).filter(self.isRight).length;
      foot.append(make("span", { class: "sl-hint" }, t(n < 4 ? `choose_${n}` : "choose_n", { n })));
    }
    if (id) tools.append(copy(part.flag));
    if (id && repository)
      tools.append(copy(part.report, { href: issue(question, path) }));
    if (url) tools.append(copy(part.edit, { href: `${url}#L${line}` }));
    foot.append(tools);
    const number = make("span", { class: "sl-number" }, t("number", { n: index + 1, total }));
    question.prepend(make("p", { class: "sl-head" }, number, make("span", { class: "sl-state" })));
    if (answer) answer.before(foot);
    else question.append(foot);
    if (kind === "open") find(question, ".sl-body")?.append(copy(part.rate));
    question.classList.add("sl-on");
  };

  /** @type {Studyleaf.Client["question"]} */
  const self = {
    all: () => findAll(document, ".sl-question"),
    choices: (question) => findAll(question, ".sl-choice"),
    inputs: (question) => findAll(question, ".sl-choice > input"),
    idOf: (question) => question.dataset.id || "",
    isRight: (choice) => "right" in choice.dataset,

    /** Names for choices that outlive another order: their texts, counted where they are the same. */
    keys(list) {
      /** @type {{ [text: string]: number }} */
      const seen = Object.create(null);
      return list.map((choice) => {
        const text = find(choice, ".sl-text")?.textContent?.trim().replace(/\s+/g, " ") || "";
        seen[text] = (seen[text] || 0) + 1;
        return seen[text] > 1 ? `${text}#${seen[text]}` : text;
      });
    },

    /** Upgrade the questions of a page. */
    mount(shuffle) {
      const part = parts();
      const questions = self.all();
      questions.forEach((question, index) =>
        upgrade(question, index, questions.length, part, shuffle)
      );
      return questions;
    },
  };
  studyleaf.question = self;
})();
