/* The browser's side of the page: views, pane, theme, keys, copying. It renders nothing and decides nothing.
   Python's components call cewen.pane, .talk, .sessions and their like once, when they are mounted. */
(() => {
  "use strict";
  // Gradio names the session by Math.random, which can be foretold: whoever knew the name could listen in.
  Math.random = () => { const [high, low] = crypto.getRandomValues(new Uint32Array(2)); return (high * 2 ** 21 + (low >>> 11)) / 2 ** 53; };
  // Gradio takes the language of its own strings from the browser; this page is in Chinese everywhere.
  Object.defineProperty(navigator, "language", { get: () => "zh-CN" });
  Object.defineProperty(navigator, "languages", { get: () => ["zh-CN", "zh"] });
  const root = document.documentElement;
  root.lang = "zh-CN";

  const stored = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private browsing */ } };
  const pick = (selector) => document.querySelector(selector);
  const ready = (then) => document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", then) : then();

  const systemTheme = matchMedia("(prefers-color-scheme: dark)");
  const showTheme = () => {
    root.dataset.theme = stored("cewen-theme") || (systemTheme.matches ? "dark" : "light");
    document.body?.classList.toggle("dark", root.dataset.theme === "dark");
    const button = pick("[data-theme-switch]");
    if (button) button.textContent = root.dataset.theme === "dark" ? "切换浅色" : "切换深色";
  };
  systemTheme.addEventListener("change", showTheme);

  // Gradio makes the views later than this script runs, so which one shows is said by a rule of style.
  const shown = document.head.appendChild(document.createElement("style"));
  const showView = (asked) => {
    const view = /^[a-z]+$/.test(asked) ? asked : "chat";
    root.dataset.view = view;
    shown.textContent = `#views > #view-${view} { display: flex; }`;
    history.replaceState(null, "", "#" + view);
    document.querySelectorAll("#rail [data-view]").forEach((button) => {
      if (button.dataset.view === view) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    });
    showPast(false);
    dropNotice();
    restoreSource(view);
  };
  let dropNotice = () => {}; // why a file was not saved is of no use in another view
  // On a phone the past conversations lie over the page until one is chosen.
  const showPast = (open) => {
    root.toggleAttribute("data-past", open);
    pick("[data-past][aria-expanded]")?.setAttribute("aria-expanded", String(open));
  };

  // Who works by keyboard is led on: into the view that was chosen, into the source that was opened.
  let byKeys = false;
  document.addEventListener("keydown", () => { byKeys = true; }, true);
  document.addEventListener("pointerdown", () => { byKeys = false; }, true);
  const enter = (view) => {
    const target = view === "chat" ? pick("#question textarea") : pick(`#view-${view}`);
    if (target && view !== "chat") target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  };

  // A source belongs to the view that it was opened in: it goes with the view and comes back with it.
  const sources = new Map(); // what is open in each view
  let opener = null, asking = null, holder = null, held = ""; // holder: the view whose source the pane holds, held: which
  let askSource = () => {}; // until the pane is mounted
  const openPane = () => {
    holder = asking ?? root.dataset.view;
    if (holder === root.dataset.view) root.dataset.pane = "open";
    if (byKeys && opener === document.activeElement) pick("#pane .text")?.focus({ preventScroll: true });
  };
  const keepSource = (told) => {
    const same = JSON.stringify(told) === held;
    asking = root.dataset.view;
    sources.set(asking, told);
    held = JSON.stringify(told);
    if (same) openPane(); // the pane holds it already, and no news of it will come
  };
  const restoreSource = (view) => {
    delete root.dataset.pane;
    if (!sources.has(view) || matchMedia("(max-width: 1099px)").matches) return; // there it would lie over the view
    if (holder === view) root.dataset.pane = "open";
    else askSource(sources.get(view));
  };
  const closePane = () => {
    if (root.dataset.pane !== "open") return;
    delete root.dataset.pane;
    sources.delete(root.dataset.view);
    unmark();
    opener?.focus?.({ preventScroll: true });
  };

  const copy = async (text, button) => {
    await navigator.clipboard.writeText(text);
    const before = button.textContent;
    button.textContent = "已复制";
    button.addEventListener("blur", () => { button.textContent = before; }, { once: true });
  };
  const onClick = (event) => {
    const on = (selector) => event.target.closest?.(selector);
    let button;
    if ((button = on("button[data-view]"))) {
      showView(button.dataset.view);
      if (byKeys) enter(button.dataset.view);
    }
    else if (on("[data-close]")) closePane();
    else if (on("[data-past][aria-expanded]")) showPast(!root.hasAttribute("data-past"));
    else if (on("[data-theme-switch]")) {
      store("cewen-theme", root.dataset.theme === "dark" ? "light" : "dark");
      showTheme();
    } else if ((button = on("[data-copy]"))) copy(button.dataset.copy, button);
  };

  const onKey = (event) => {
    if (event.key === "Escape" && !pick(":popover-open")) {
      if (root.hasAttribute("data-past")) showPast(false);
      else closePane();
    }
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      showView("chat");
      pick("#question textarea")?.focus();
    }
  };

  const delegate = (element, trigger, actions) => element.addEventListener("click", (event) => {
    for (const [selector, eventName, data] of actions) {
      const button = event.target.closest(selector);
      if (!button || !element.contains(button)) continue;
      if (!getSelection().isCollapsed && button.tagName === "TR") return; // text is being selected, nothing opened
      event.preventDefault();
      const told = data(button);
      if (told.clause) {
        mark(button);
        keepSource(told);
      }
      return trigger(eventName, told);
    }
  });
  const unmark = () => document.querySelectorAll(".cite.on, tr.on").forEach((opened) => opened.classList.remove("on"));
  const mark = (button) => {
    if (!button.dataset.clause && !button.querySelector("[data-clause]")) return;
    unmark();
    (button.classList.contains("cite") ? button : button.closest("table.wide tr"))?.classList.add("on");
    if (!button.closest("#pane")) opener = button;
  };
  const clause = ["[data-clause]", "select", (b) => ({ clause: b.dataset.clause, start: b.dataset.start, end: b.dataset.end })];

  window.cewen = {
    // for the scripts of single tabs
    delegate, clause, copy, showView, closePane,
    pane(element, trigger, watch) {
      delegate(element, trigger, [clause]);
      askSource = (told) => { keepSource(told); trigger("select", told); };
      watch("value", () => {
        openPane();
        const target = element.querySelector(".clause.here mark.cited") || element.querySelector(".clause.here");
        const text = element.querySelector(".text");
        if (target && text) {
          const shift = target.getBoundingClientRect().top - text.getBoundingClientRect().top;
          text.scrollTop += shift - text.clientHeight / 4;
        }
      });
    },
    notSaved(element, watch) {
      element.addEventListener("click", (event) => { if (event.target.closest("[data-dismiss]")) element.hidden = true; });
      watch("value", () => { element.hidden = false; });
      dropNotice = () => { element.hidden = true; };
    },
    save(file) {
      if (!file?.url) return;
      const link = Object.assign(document.createElement("a"), { href: file.url, download: file.orig_name });
      link.click();
    },
  };

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  showTheme();
  ready(showTheme);
  showView(location.hash.slice(1) || "chat");
  // The rail is mounted by Gradio some time after this script has run.
  new MutationObserver((_, observer) => {
    if (!pick("#rail [data-theme-switch]")) return;
    observer.disconnect();
    showTheme();
    showView(root.dataset.view);
  }).observe(root, { childList: true, subtree: true });
})();
