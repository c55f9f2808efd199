// Comfort only: every page works without this.
"use strict";

// Text pages: a sentence and what it says light up together.
for (const part of document.querySelectorAll("[data-e]")) {
  const all = () => document.querySelectorAll(`[data-e="${CSS.escape(part.dataset.e)}"]`);
  const light = (on) => () => all().forEach((other) => other.classList.toggle("lit", on));
  part.addEventListener("pointerenter", light(true));
  part.addEventListener("pointerleave", light(false));
  part.addEventListener("focusin", light(true));
  part.addEventListener("focusout", light(false));
}

// Query editor: Ctrl+Enter runs.
const sparql = document.getElementById("sparql");
sparql?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) sparql.form.requestSubmit();
});

// Diagram: options take effect when changed; PNG is drawn from the SVG.
const live = document.querySelector("form.live");
live?.addEventListener("change", () => live.requestSubmit());
const png = document.querySelector("button.png");
if (png) {
  png.hidden = false;
  png.addEventListener("click", async () => {
    const svg = await (await fetch(png.dataset.svg)).text();
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.href = canvas.toDataURL("image/png");
    link.download = "silkgraph.png";
    link.click();
    URL.revokeObjectURL(image.src);
  });
}

// Search: names that fit, while typing.
for (const input of document.querySelectorAll('form[role="search"] input[name="q"]')) {
  const list = document.createElement("ul");
  list.className = "suggest";
  list.hidden = true;
  input.after(list);
  let turn = 0;
  const links = () => [...list.querySelectorAll("a")];
  input.addEventListener("input", async () => {
    const mine = ++turn;
    const q = input.value.trim();
    const hits = q ? await (await fetch(`/suggest?q=${encodeURIComponent(q)}`)).json().catch(() => []) : [];
    if (mine !== turn) return;
    list.replaceChildren(...hits.map((hit) => {
      const [item, link, kind] = ["li", "a", "small"].map((name) => document.createElement(name));
      link.href = hit.href;
      link.textContent = hit.name;
      link.className = `ent t-${hit.type}`;
      kind.textContent = hit.kind;
      item.append(link, " ", kind);
      return item;
    }));
    list.hidden = hits.length === 0;
  });
  const move = (event) => {
    const all = [input, ...links()];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      list.hidden = true;
      input.focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      all[Math.max(0, Math.min(all.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    }
  };
  input.addEventListener("keydown", move);
  list.addEventListener("keydown", move);
  input.form.addEventListener("focusout", (event) => {
    if (!input.form.contains(event.relatedTarget)) list.hidden = true;
  });
}
