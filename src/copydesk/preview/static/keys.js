// Keys do what the mouse does.

const WIDTHS = [320, 640, 800];

function next(name) {
  const choices = [...document.querySelectorAll(`input[name=${name}]`)];
  choices[(choices.findIndex((each) => each.checked) + 1) % choices.length].click();
}

const press = (selector) => () => document.querySelector(selector).click();

const KEYS = {
  d: () => next("scheme"),
  i: press("#without input[value=images]"), s: press("#without input[value=style]"), m: press("#without input[value=media]"),
  1: press("input[value=html]"), 2: press("input[value=text]"), 3: press("input[value=web]"), 4: press("input[name=face][value=light]"),
  "?": press("#keys-open"), Escape: () => { document.getElementById("source").hidden = true; },
};

// What is done at a key, in the desk and in the pages in its frames; `acts` are those that only the desk can do.
export function listen({ step, jump, widen }) {
  const keys = { ...KEYS, j: () => step(1), k: () => step(-1), n: () => jump(1), p: () => jump(-1), w: () => widen(wider()) };
  return (event) => {
    const isWriting = event.target.matches?.("select, input[type=range], dialog *");
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  };
}

function wider() {
  return WIDTHS.find((each) => each > Number(document.getElementById("width").value)) ?? WIDTHS[0];
}
