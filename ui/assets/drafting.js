/* 方案起草: what was typed is sent when the words are left; whoever types is not interrupted. */
window.cewen.drafts = (element, trigger) => {
  cewen.delegate(element, trigger, [
    ["[data-forget]", "delete", (b) => ({ draft: b.dataset.forget })],
    ["[data-draft]", "apply", (b) => ({ draft: b.dataset.draft })],
  ]);
};
window.cewen.draft = (element, trigger) => {
  const piece = (inside) => inside.closest("[data-piece]");
  cewen.delegate(element, trigger, [
    ["[data-save]", "download", (b) => ({ suffix: b.dataset.save, sources: b.dataset.sources || "" })],
    ["[data-do]", "apply", (b) => ({ deed: b.dataset.do, piece: piece(b).dataset.piece })],
    ["[data-polish]", "edit", () => ({})],
    cewen.clause,
  ]);
  let before = "";
  element.addEventListener("focusin", (event) => {
    if (event.target.matches(".words")) before = event.target.innerText;
  });
  element.addEventListener("focusout", (event) => {
    if (!event.target.matches(".words") || event.target.innerText === before) return;
    const here = piece(event.target);
    here.classList.add("theirs");
    const cells = [...here.querySelectorAll(".words")].map((each) => each.innerText.trim());
    trigger("submit", { piece: here.dataset.piece, cells });
  });
};
