(() => {
  "use strict";
  const LETTERS = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", "’": "'", "‘": "'" };
  const bare = (text) =>
    text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replace(/[łøđıßæœ’‘]/g, (one) => LETTERS[one]);
  const make = (tag, attributes, parent) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return parent.appendChild(made);
  };
  const place = document.getElementById("search");
  const years = [...document.querySelectorAll(".year")].map((section) => ({
    section,
    link: document.querySelector(`a[href="#${section.id}"]`),
    rows: [...section.querySelectorAll("li[data-words]")].map((row) => ({
      row,
      words: bare(`${row.textContent} ${row.dataset.words}`),
    })),
  }));
  if (!place || !years.length) return;
  const total = years.reduce((sum, year) => sum + year.rows.length, 0);

  make("label", { for: "words" }, place).textContent = place.dataset.label;
  const field = make("input", { id: "words", type: "search", autocomplete: "off", spellcheck: "false" }, place);
  const status = make("p", { role: "status", class: "quiet" }, place);

  // Only what changes is touched: thousands of issues are searched between two keystrokes.
  const show = (element, is) => {
    if (element && element.hidden === is) element.hidden = !is;
  };
  const search = () => {
    const wanted = bare(field.value).split(/\s+/).filter(Boolean);
    let hits = 0;
    for (const { section, link, rows } of years) {
      let here = 0;
      for (const { row, words } of rows) {
        const found = wanted.every((word) => words.includes(word));
        show(row, found);
        here += found;
      }
      show(section, here > 0);
      show(link && link.parentElement, here > 0);
      hits += here;
    }
    const counted = `${hits} of ${total}`;
    status.textContent = wanted.length ? place.dataset.hits.replace("{hits}", counted) : "";
    history.replaceState(null, "", wanted.length ? `#q=${encodeURIComponent(field.value)}` : location.pathname);
  };
  field.addEventListener("input", search);
  if (location.hash.startsWith("#q=")) {
    try {
      field.value = decodeURIComponent(location.hash.slice(3));
      search();
    } catch {
      // A broken address opens the whole archive.
    }
  }
})();
