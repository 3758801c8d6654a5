// The tabs of what is said about the issue.

const all = () => [...document.querySelectorAll("#tabs [role=tab]")];

export function choose(tab) {
  for (const each of all()) {
    each.setAttribute("aria-selected", each === tab);
    each.tabIndex = each === tab ? 0 : -1;
    document.getElementById(each.getAttribute("aria-controls")).hidden = each !== tab;
  }
  document.getElementById("tabs").dispatchEvent(new Event("change"));
}

function turn(event) {
  const tabs = all();
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const tab = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
  tab.focus();
  choose(tab);
}

// Follows mouse and arrows; `done` is called each time that one is chosen.
export function watch(done) {
  const tabs = document.getElementById("tabs");
  tabs.addEventListener("click", (event) => event.target.role === "tab" && choose(event.target));
  tabs.addEventListener("keydown", turn);
  tabs.addEventListener("change", done);
}
