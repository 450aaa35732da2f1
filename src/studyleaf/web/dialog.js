/** Questions to the reader and the list of keys, as dialogs. Loaded when one is needed. */
(() => {
  "use strict";
  const { make, t } = studyleaf;

  /** Show a dialog until it closes; returns the value of the button that closed it.
   * @param {string} title @param {HTMLElement[]} content @param {HTMLElement[]} buttons
   * @returns {Promise<string>} */
  function open(title, content, buttons) {
    const form = make("form", { method: "dialog" }, ...content);
    form.append(make("p", { class: "sl-foot" }, ...buttons));
    const heading = make("h2", { id: "sl-dialog" }, title);
    const dialog = make("dialog", { class: "sl-dialog md-typeset", "aria-labelledby": "sl-dialog" });
    dialog.append(heading, form);
    document.body.append(dialog);
    // Material's keys listen on the window.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.showModal();
    return new Promise((resolve) =>
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(dialog.returnValue);
      })
    );
  }

  /** @param {string} text @param {string} value */
  const button = (text, value) => make("button", { class: "sl-button", value }, text);

  studyleaf.dialog = {
    ask: async (text, action) =>
      (await open(text, [], [button(t("cancel"), ""), button(action, "yes")])) === "yes",

    keys() {
      const keys = [
        ["Tab", "key_tab"],
        ["1–9, A–E", "key_choose"],
        ["Space", "key_space"],
        ["Enter", "key_enter"],
        ["?", "key_help"],
      ];
      const list = make("dl", {});
      for (const [key, text] of keys)
        list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, t(text)));
      void open(t("keys"), [list], [button(t("close"), "")]);
    },
  };
})();
