/* Forms and buttons of the tabs' own HTML: what a person does in them goes to Python as one event with its fields. */
(() => {
  "use strict";
  const QUIET_MS = 60; // typing rests for so long before the list follows

  const fields = (form) => {
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (form.elements[name] instanceof RadioNodeList || form.elements[name].type === "checkbox") (found[name] ??= []).push(value);
      else found[name] = value;
    }
    return found;
  };
  const unfolded = new Set(); // what a person has opened stays so when the HTML around it changes
  // What a person has typed or ticked outlives a change of the HTML around it; what Python has set is shown.
  const follow = (element) => {
    element.querySelectorAll("details[data-stay]").forEach((part) => { part.open = unfolded.has(part.dataset.stay); });
    element.querySelectorAll("[data-value]").forEach((field) => {
      if (field !== document.activeElement) field.value = field.dataset.value;
    });
    element.querySelectorAll("[data-checked]").forEach((box) => { box.checked = Boolean(box.dataset.checked); });
  };

  // The line above a list of boxes finds among them as it is typed; Enter adds what is written, listed or not.
  const search = (line) => {
    const wanted = line.value.trim().toLowerCase();
    line.closest(".choices").querySelectorAll("label").forEach((label) => { label.hidden = !label.textContent.toLowerCase().includes(wanted); });
  };
  const unsearch = (box) => {
    const line = box.closest(".choices")?.querySelector("[data-typed]");
    if (line?.value) { line.value = ""; search(line); }
  };
  const typed = (form, found) => {
    form.querySelectorAll("[data-typed]").forEach((line) => {
      if (line.value.trim()) found[line.dataset.typed] = [...(found[line.dataset.typed] ?? []), line.value.trim()];
      unsearch(line);
    });
    return found;
  };
  // Where a list opens is said by the page's root: what Python sends next would take it from the list itself.
  let opener = null;
  const place = (list) => {
    const box = opener.getBoundingClientRect(), root = document.documentElement;
    const below = innerHeight - box.bottom - 12 > Math.min(list.scrollHeight, 260);
    root.style.setProperty("--list-x", `${Math.max(8, Math.min(box.left, innerWidth - list.offsetWidth - 8))}px`);
    root.style.setProperty("--list-y", `${below ? box.bottom + 4 : Math.max(8, box.top - 4 - list.offsetHeight)}px`);
    if (matchMedia("(hover: hover)").matches) list.querySelector("[data-typed], select, input")?.focus(); // no keyboard over a phone's list
  };
  document.addEventListener("click", (event) => { opener = event.target.closest("[popovertarget]") ?? opener; }, true);

  window.cewen.acts = (element, trigger, watch) => {
    let timer = 0;
    // data-event names another event than submit: one of which none may be passed over for a later one.
    const send = (node, extra) => { clearTimeout(timer); trigger(node.dataset.event || "submit", { ...node.dataset, ...extra }); };
    element.addEventListener("click", (event) => {
      const none = event.target.closest("button[data-none]");
      if (none) {
        const form = none.form ?? none.closest("form");
        none.closest(".choices").querySelectorAll("input:checked").forEach((box) => { box.checked = false; });
        return send(form, fields(form));
      }
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
      if (form && !event.target.matches("input:not([type=checkbox])")) { unsearch(event.target); send(form, fields(form)); }
    });
    element.addEventListener("keydown", (event) => {
      const form = event.target.matches("[data-typed]") && event.target.closest("form");
      if (!form || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      send(form, typed(form, fields(form)));
    });
    element.addEventListener("click", (event) => {
      const part = event.target.closest("summary")?.parentElement;
      if (part?.dataset.stay) unfolded[part.open ? "delete" : "add"](part.dataset.stay);
    });
    element.addEventListener("toggle", (event) => {
      if (event.target.matches(".choices") && event.newState === "open") place(event.target);
    }, true);
    element.addEventListener("input", (event) => {
      if (event.target.matches("[data-typed]")) return search(event.target);
      const form = event.target.closest("form[data-live]");
      if (!form || event.isComposing || !event.target.matches("input[name]:not([type=checkbox])")) return;
      clearTimeout(timer);
      timer = setTimeout(() => send(form, fields(form)), QUIET_MS);
    });
    watch("value", () => follow(element));
  };
})();
