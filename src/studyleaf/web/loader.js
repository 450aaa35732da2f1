/** On every page: brings the other files of this folder where they are needed. See README.md. */
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = new URL(".", script.src).href;
  const root = new URL("../../", base).href;
  const settings = window.studyleafSettings || {};
  const key = `studyleaf:${settings.guide || ""}`;

  /** @type {Record<string, Promise<unknown>>} */
  const loading = {};
  /** Load files of this folder, each once. @param {string[]} names */
  const load = (...names) =>
    Promise.all(
      names.map(
        (name) =>
          (loading[name] ||= new Promise((resolve, reject) => {
            const style = name.endsWith(".css");
            const element = document.createElement(style ? "link" : "script");
            const place = style
              ? { rel: "stylesheet", href: base + name }
              : { src: base + name, async: false }; // run in this order
            Object.assign(element, place, { onload: resolve, onerror: reject });
            document.head.append(element);
          }))
      )
    );

  /** The table of words that fits the page's language best. */
  const language = () => {
    const wanted = document.documentElement.lang.toLowerCase();
    const short = wanted.split("-")[0];
    const all = settings.languages || [];
    return (
      all.find((name) => name.toLowerCase() === wanted) ||
      all.find((name) => name === short) ||
      all.find((name) => name.startsWith(`${short}-`)) ||
      "en"
    );
  };

  /** Load what few readers need, with its style and its words. @param {string[]} names */
  const more = (...names) => load("more.css", `words/${language()}.more.js`, ...names);

  const has = (/** @type {string} */ what) => document.querySelector(what) !== null;

  const begun = () => {
    try {
      return localStorage.getItem(key) !== null;
    } catch {
      return false;
    }
  };

  /** Bring what the page needs. Material tells of each page, reloaded or not. */
  const mount = async () => {
    if (settings.offline && !has("link[rel=manifest]")) {
      const link = document.createElement("link");
      [link.rel, link.href] = ["manifest", `${base}site.webmanifest`];
      document.head.append(link);
    }
    const quiz = has(".sl-question");
    const overview = has(".sl-overview");
    const common = [`words/${language()}.js`, "dom.js", "record.js"];
    if (quiz) {
      await load(...common, "question.js", "bar.js");
      await studyleaf.bar.mount();
    }
    if (overview) {
      await load(...common, "questions.js", "progress.js");
      await more("overview.js");
      studyleaf.overview.mount();
    }
    if (begun()) await progress();
  };

  /** Draw progress in the navigation. */
  const progress = async () => {
    await load("dom.js", "record.js", "progress.js");
    studyleaf.progress.draw();
  };

  window.studyleaf = /** @type {any} */ ({ base, root, key, settings, load, more, language });
  const { studyleaf } = window;

  document.addEventListener("studyleaf:progress", progress);
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null)
      document.dispatchEvent(new Event("studyleaf:progress"));
  });

  // Material makes a landmark without a name of each block of code that can be copied.
  new MutationObserver(() => {
    for (const nav of document.querySelectorAll(".md-code__nav"))
      nav.setAttribute("role", "presentation");
  }).observe(document, { childList: true, subtree: true });

  if (settings.offline && isSecureContext && "serviceWorker" in navigator)
    navigator.serviceWorker.register(`${root}studyleaf-sw.js`, { scope: root }).catch(() => {});

  // From file:// Material's instant navigation ends, and ends `document$` with it.
  if (window.document$ && location.protocol !== "file:") window.document$.subscribe(mount);
  else if (document.readyState === "loading") addEventListener("DOMContentLoaded", mount);
  else void mount();
})();
