/* Forms and buttons of the tabs' own HTML: what a person does in them goes to Python as one event with its fields. */
(() => {
  "use strict";
  const QUIET_MS = 120; // typing rests for so long before the list follows

  const fields = (form) => {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (form.elements[name] instanceof RadioNodeList || form.elements[name].type === "checkbox") (found[name] ??= []).push(value);
      else found[name] = value;
    }
    return found;
  };
  // What a person has typed or ticked outlives a change of the HTML around it; what Python has set is shown.
  const follow = (element) => {
    element.querySelectorAll("[data-value]").forEach((field) => {
      if (field !== document.activeElement) field.value = field.dataset.value;
    });
    element.querySelectorAll("[data-checked]").forEach((box) => { box.checked = Boolean(box.dataset.checked); });
  };

  window.cewen.acts = (element, trigger, watch) => {
    let timer = 0;
    // data-event names another event than submit: one of which none may be passed over for a later one.
    const send = (node, extra) => { clearTimeout(timer); trigger(node.dataset.event || "submit", { ...node.dataset, ...extra }); };
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (!button || button.type === "submit") return;
      event.preventDefault();
      if (button.dataset.do === "stop") return trigger("stop", {});
      send(button, {});
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      send(event.target, fields(event.target));
    });
    element.addEventListener("change", (event) => {
      const box = event.target.closest("[data-change]");
      if (box) return send({ dataset: { ...box.dataset, do: box.dataset.change } }, { checked: box.checked });
      const form = event.target.closest("form[data-live]");
      if (form && !event.target.matches("input:not([type=checkbox])")) send(form, fields(form));
    });
    element.addEventListener("input", (event) => {
      const form = event.target.closest("form[data-live]");
      if (!form || event.isComposing || !event.target.matches("input:not([type=checkbox])")) return;
      clearTimeout(timer);
      timer = setTimeout(() => send(form, fields(form)), QUIET_MS);
    });
    watch("value", () => follow(element));
  };
})();
