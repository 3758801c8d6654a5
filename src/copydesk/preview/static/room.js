// The room that the frames have.

const $ = (id) => document.getElementById(id);
const frames = [$("desktop"), $("phone")];
const PHONE = 375;

// A frame that has no room is left empty until it has.
export function seen() {
  const [there, gone] = [true, false].map((is) => frames.filter((frame) => frame.parentElement.checkVisibility() === is));
  for (const frame of gone) delete frame.dataset.shown;
  return there;
}

export function widen(width) {
  $("width").value = width;
  document.querySelector("output[for=width]").value = width;
  fit();
}

// Both frames keep their width as their page sees it, and are made smaller where they have no room.
export function fit() {
  const room = $("frames").clientWidth - 32;
  const width = Number($("width").value);
  const isAlone = getComputedStyle(frames[1].parentElement).display === "none" || getComputedStyle(frames[0].parentElement).display === "none";
  const scale = isAlone ? 1 : Math.min(1, (room - 24 - 14) / (width + PHONE));
  for (const [frame, wide] of [[frames[0], width], [frames[1], PHONE]]) {
    frame.style.width = `${wide}px`;
    frame.style.zoom = scale;
  }
}
