// A message in its frame: loaded once, then changed where it changes, so that nothing jumps.

let working = Promise.resolve();

// Shows an address in frames, one change after the other. With `reload`, under the policy that comes with it.
export function show(frames, address, reload) {
  if (!frames.length) return working;
  const isNew = reload || frames.some((frame) => !frame.dataset.shown);
  const done = working.then(() => (isNew ? Promise.all(frames.map((frame) => load(frame, address))) : change(frames, address)));
  working = done.catch(() => {});
  return done;
}

async function load(frame, address) {
  const top = frame.contentWindow.scrollY;
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    frame.contentWindow.location.replace(address);
  });
  if (!frame.dataset.shown) performance.mark("message");
  frame.dataset.shown = address;
  frame.contentWindow.scrollTo(0, top);
}

async function change(frames, address) {
  const answer = await fetch(address);
  // What was shown stays when a save has broken it; whoever asks for something else is told why it is not there.
  if (!answer.ok && frames.every((frame) => frame.dataset.shown === address)) return;
  // Read by a frame's own parser: that of the desk would hold each style against the policy of the desk.
  const page = new frames[0].contentWindow.DOMParser().parseFromString(await answer.text(), "text/html");
  for (const frame of frames) {
    morph(frame.contentDocument.documentElement, page.documentElement);
    frame.dataset.shown = address;
  }
}

function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
    old.replaceWith(old.ownerDocument.importNode(fresh, true));
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
  after.forEach((child, at) => {
    if (at < before.length) morph(before[at], child);
    else old.append(old.ownerDocument.importNode(child, true));
  });
  before.slice(after.length).forEach((child) => child.remove());
}

const BLOCKS = "p, h1, h2, h3, h4, li, td, div, figcaption";
const words = (text) => text.replace(/\s+/g, " ").trim();

// The elements that show the places of the source, in order, found by their words: pairs of the two.
export function locate(frame, places) {
  const blocks = [...frame.contentDocument.querySelectorAll(BLOCKS)].filter(
    (block) => !block.querySelector("p, h1, h2, h3, h4, li, table, div"),
  );
  const said = blocks.map((block) => words(block.textContent));
  const found = [];
  let from = 0;
  for (const place of places.filter((each) => each.words)) {
    const is = (text) => text === place.words || text.endsWith(` ${place.words}`) || text.startsWith(`${place.words}:`);
    let at = said.findIndex((text, number) => number >= from && is(text));
    if (at < 0) at = said.findIndex(is);
    if (at < 0) continue;
    found.push([blocks[at], place]);
    from = at;
  }
  return found;
}

// Bring the paragraph with these words into sight.
export function point(frame, wanted) {
  const block = locate(frame, [{ words: wanted }])[0]?.[0];
  if (!block) return;
  block.scrollIntoView({ block: "center" });
  block.animate([{ outline: "3px solid #EA6802" }, { outline: "3px solid transparent" }], 1600);
}

const MARKS = "::highlight(added) { background: #bdf0cb; color: #10331d } " +
  "del.gone { display: block; margin-top: 6px } del.copydesk { background: #fbd3d0; color: #5a1712; text-decoration: line-through } " +
  ".copydesk-cut { position: absolute; inset-inline: 0; border-top: 2px dashed #b3261e; background: #b3261e22; " +
  "font: 12px/1.6 system-ui, sans-serif; color: #b3261e; pointer-events: none; z-index: 9 }";

// Take away what the desk itself has put into a page.
export function clear(frame) {
  const page = frame.contentDocument;
  if (!page?.body) return;
  for (const mark of page.querySelectorAll(".copydesk, .copydesk-cut")) mark.remove();
  frame.contentWindow.CSS.highlights?.clear();
}

function dress(frame) {
  const page = frame.contentDocument;
  if (page.adoptedStyleSheets.length) return;
  const sheet = new frame.contentWindow.CSSStyleSheet();
  sheet.replaceSync(MARKS);
  page.adoptedStyleSheets = [sheet];
}

// On the message itself: words that came are lit up, words that went stand struck out in their place.
export function showChanges(frame, changes) {
  dress(frame);
  const { Highlight, CSS, Range } = frame.contentWindow;
  if (!Highlight) return;
  const added = new Highlight();
  for (const change of changes) {
    const block = locate(frame, [{ words: change.words }])[0]?.[0];
    if (block) markBlock(block, change, added, Range);
  }
  CSS.highlights.set("added", added);
}

// What went is put in first, from the end on: then each range of what came is taken from the page as it stays.
function markBlock(block, change, added, Range) {
  let at = change.is_gone ? Infinity : 0;
  const [gone, came] = [[], []];
  for (const [act, said] of change.parts) {
    if (act === "removed") gone.push([at, said]);
    else {
      if (act === "added") came.push([at, at + said.length]);
      at += said.length + 1;
    }
  }
  for (const [where, said] of gone.reverse()) strike(block, where, said);
  for (const [from, to] of came) added.add(range(block, from, to, Range));
}

// The text node, and the offset in it, where the number-th letter of an element's words stands.
function place(block, number) {
  const isOwn = (node) => (node.parentElement.closest(".copydesk") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT, isOwn);
  let [left, wasBlank, last] = [number, true, null];
  while (walker.nextNode()) {
    last = walker.currentNode;
    for (let at = 0; at < last.data.length; at += 1) {
      const isBlank = /\s/.test(last.data[at]);
      if (isBlank && wasBlank) continue;
      if (left === 0) return [last, at];
      left -= 1;
      wasBlank = isBlank;
    }
  }
  return last ? [last, last.data.length] : [block, 0];
}

function range(block, from, to, Range) {
  const made = new Range();
  made.setStart(...place(block, from));
  made.setEnd(...place(block, to));
  return made;
}

function strike(block, at, said) {
  const mark = Object.assign(block.ownerDocument.createElement("del"), { className: at === Infinity ? "copydesk gone" : "copydesk", textContent: `${said} ` });
  const [node, offset] = place(block, at);
  if (node.nodeType === Node.TEXT_NODE) node.splitText(offset).before(mark);
  else block.append(mark);
}

// The line behind which Gmail shows no more, at the share of the message's text that is still there.
export function cut(frame, words) {
  if (!words) return;
  const block = locate(frame, [{ words }])[0]?.[0];
  if (!block) return;
  dress(frame);
  const page = frame.contentDocument;
  const line = Object.assign(page.createElement("div"), { className: "copydesk-cut", textContent: " Gmail cuts here" });
  line.style.top = `${block.getBoundingClientRect().top + frame.contentWindow.scrollY}px`;
  page.body.append(line);
}
