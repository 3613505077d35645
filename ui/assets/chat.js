/* 对话 in the browser: tables that sort and narrow, questions and names that are typed over, the list of conversations. */
(() => {
  "use strict";
  const { delegate, clause, copy, showView, closePane } = cewen;
  const leaveTalk = () => { showView("chat"); closePane(); };

  // What stands in an answer, without what can be done with its tables.
  const answerText = (written) => {
    const copied = written.cloneNode(true);
    copied.querySelectorAll(".table-tools").forEach((tools) => tools.remove());
    copied.style.cssText = "position: fixed; left: -9999px; width: 760px";
    document.body.append(copied);
    const text = copied.innerText;
    copied.remove();
    return text;
  };
  const visibleRows = (table) => [...table.rows].filter((row) => !row.hidden);
  const tableText = (table) => visibleRows(table).map((row) =>
    [...row.cells].map((cell) => cell.innerText.trim().replace(/\s+/g, " ")).join("\t")).join("\n");

  // A table in an answer: sorted by a column (once up, twice down, thrice as it was), narrowed by words.
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const figure = (text) => { const found = text.replace(/,/g, "").match(/-?\d+(\.\d+)?/); return found ? +found[0] : null; };
  const sortBy = (button) => {
    const head = button.closest("th"), table = button.closest("table"), body = table.tBodies[0];
    const rows = [...body.rows];
    rows.forEach((row, at) => { row.dataset.order ??= at; });
    const next = { null: "ascending", ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
    table.querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
    if (next) head.setAttribute("aria-sort", next);
    const text = (row) => row.cells[head.cellIndex]?.innerText.trim() ?? "";
    const numeric = rows.every((row) => /^[-\d.,％%]*$/.test(text(row)) || figure(text(row)) !== null);
    const compare = (a, b) => numeric ? figure(text(a)) - figure(text(b)) : collator.compare(text(a), text(b));
    const sign = next === "descending" ? -1 : 1;
    rows.sort((a, b) => next ? sign * compare(a, b) || a.dataset.order - b.dataset.order : a.dataset.order - b.dataset.order);
    body.append(...rows);
  };
  const filterRows = (input) => {
    const words = input.value.trim().toLowerCase().split(/\s+/), box = input.closest(".table");
    const rows = [...box.querySelector("tbody").rows];
    rows.forEach((row) => { row.hidden = !words.every((word) => row.innerText.toLowerCase().includes(word)); });
    const left = rows.filter((row) => !row.hidden).length;
    box.querySelector("[data-count]").textContent = left === rows.length ? `${left} 行` : `${left} / ${rows.length} 行`;
  };

  // A text that is typed in place of another: Enter takes it, Esc leaves all as it was.
  const typeOver = (shown, field, take) => {
    const form = document.createElement("form");
    form.className = "type-over";
    form.append(field);
    shown.hidden = true;
    shown.after(form);
    let over = false; // taking the form away blurs its field, which ends it once more
    const end = () => { if (!over) { over = true; form.remove(); shown.hidden = false; } };
    const done = () => { const text = field.value.trim(); end(); if (text) take(text); };
    form.addEventListener("submit", (event) => { event.preventDefault(); done(); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); end(); }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); done(); }
    });
    field.focus();
    field.select();
    return { form, end };
  };
  const rewrite = (button, trigger, at) => {
    const question = button.closest(".question"), asked = question.querySelector(".asked");
    if (question.querySelector("form")) return;
    const field = Object.assign(document.createElement("textarea"), { value: asked.textContent, rows: 2, maxLength: 20000 });
    field.setAttribute("aria-label", "修改问题");
    const { form, end } = typeOver(asked, field, (text) => trigger("submit", { question: text, at }));
    const row = Object.assign(document.createElement("p"), { className: "actions" });
    const more = button.closest("#talk").querySelectorAll(".exchange").length > at + 1;
    const told = Object.assign(document.createElement("span"), { textContent: more ? "其后的问答由新的回答代替" : "" });
    const send = Object.assign(document.createElement("button"), { textContent: "发送", className: "solid" });
    const leave = Object.assign(document.createElement("button"), { textContent: "取消", type: "button", className: "link" });
    leave.addEventListener("click", end);
    row.append(told, leave, send);
    form.append(row);
  };

  cewen.talk = (element, trigger, watch) => {
    element.setAttribute("role", "log"); // read out as it grows
    const place = (b) => [...element.querySelectorAll(".exchange")].indexOf(b.closest(".exchange"));
    const asked = (b) => b.closest(".exchange").querySelector(".asked").textContent;
    const table = (b) => [...b.closest(".answer").querySelectorAll("[data-table]")].indexOf(b.closest("[data-table]"));
    delegate(element, trigger, [
      ["[data-ask]", "submit", (b) => ({ question: b.dataset.ask })],
      ["[data-again]", "submit", (b) => ({ question: asked(b), at: place(b) })],
      ["[data-export]", "download", (b) => ({ exchange: place(b), kind: b.dataset.export, table: table(b) })],
      ["button[data-useful]", "like", (b) => ({ exchange: place(b), useful: b.dataset.useful })],
      clause,
    ]);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-edit]");
      if (button) rewrite(button, trigger, place(button));
    });
    element.addEventListener("submit", (event) => {
      const form = event.target.closest("[data-why]");
      if (!form) return;
      event.preventDefault();
      trigger("like", { exchange: place(form), useful: form.dataset.why, note: form.elements.note.value });
    });
    let exchanges = 0;
    watch("value", () => {
      const shown = element.querySelectorAll(".exchange");
      const last = shown[shown.length - 1];
      if (shown.length > exchanges) {
        // The newest exchange fills the view, so that its question can stand at the top while the answer grows.
        const view = element.closest("#talk");
        view.style.setProperty("--room", `${view.clientHeight - 32}px`);
        last.scrollIntoView({ block: "start" });
      }
      exchanges = shown.length;
    });
  };

  cewen.sessions = (element, trigger) => {
    const key = (b) => b.closest("[data-session]").dataset.session;
    const chosen = (b) => { leaveTalk(); return { key: key(b) }; };
    delegate(element, trigger, [
      ["[data-open]", "select", chosen],
      ["[data-take]", "delete", (b) => {
        if (b.closest("[aria-current]")) closePane(); // its source goes with it
        return { key: key(b) };
      }],
      ["[data-bring]", "undo", (b) => ({ key: b.dataset.bring })],
      ["[data-save]", "download", (b) => ({ key: key(b), kind: b.dataset.save })],
    ]);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-rename]");
      if (!button) return;
      const line = button.closest("[data-session]"), shown = line.querySelector(".open");
        const field = Object.assign(document.createElement("input"), { value: shown.textContent, maxLength: 40 });
      field.setAttribute("aria-label", "对话的新名字");
      const { end } = typeOver(shown, field, (title) => trigger("edit", { key: key(line), title }));
      field.addEventListener("blur", end);
    });
  };

  document.addEventListener("input", (event) => { if (event.target.matches?.("[data-filter]")) filterRows(event.target); });
  document.addEventListener("click", (event) => {
    const on = (selector) => event.target.closest?.(selector);
    let button;
    if ((button = on("[data-sort]"))) sortBy(button);
    else if ((button = on("[data-copy-table]"))) copy(tableText(button.closest(".table").querySelector("table")), button);
    else if ((button = on("[data-copy-answer]"))) copy(answerText(button.closest(".answer").querySelector(".written")), button);
    else if (on("#new-talk")) leaveTalk();
    document.querySelectorAll("#sessions details[open]").forEach((more) => {
      if (!more.contains(event.target) || on(".more button")) more.open = false;
    });
  });
})();
