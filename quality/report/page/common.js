// What every page of duilian has: its data, its list of cards, its keys, its colours, its address.
//
// Texts get into a page as text, never as HTML. Nothing is fetched, nothing leaves the page.
"use strict";

const duilian = (() => {
  const CHUNK = 40;
  const MOST_PRINTED = 1000;
  const SVG = "http://www.w3.org/2000/svg";

  const data = JSON.parse(document.getElementById("data").textContent);

  const $ = (id) => document.getElementById(id);

  /** An element with attributes and children; texts are only ever text. */
  function make(name, attributes = {}, ...children) {
    return dress(document.createElement(name), attributes, children);
  }

  /** The same for a part of a drawing. */
  function draw(name, attributes = {}, ...children) {
    return dress(document.createElementNS(SVG, name), attributes, children);
  }

  function dress(element, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  const plural = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

  /** Add to a set what it has not, else take it out. */
  function toggle(set, value) {
    if (!set.delete(value)) set.add(value);
  }

  /** A text with what was spelled out in it set apart, so that it does not turn the direction. */
  function spelled(text) {
    const parts = text.split(/(<U\+[0-9A-F]{4,6}>|[\u2400-\u2421])/);
    return parts.map((part, place) => (place % 2 ? make("bdi", { class: "spelled" }, part) : part));
  }

  // --- the address remembers what was asked for ------------------------------------------------

  function remember(asked) {
    const hash = asked.toString();
    if (hash === location.hash.slice(1)) return;
    try {
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    } catch {
      // Some browsers keep a page from disk from changing its address: then it is not remembered.
    }
  }

  // --- the list ------------------------------------------------------------------------------

  /**
   * A list of up to many thousands of cards, and the one that the reader is at.
   *
   * The list is cut into chunks: only those near the window hold cards, the others are empty and
   * as high as they were, or are thought to be. `all` are the items, each with its place in it as
   * its `number`; `card` makes the card of one, with a `.message` that names it; `moved` is told
   * when the reader is at another; `reveal` brings the list into view; `printed` is told when more are asked for than paper gets.
   */
  function cards({ list, all, card, moved = () => {}, reveal = () => {}, printed, redraw }) {
    let shown = []; // the items asked for, in the order asked for
    let current = null;
    let chunks = [];
    let cardHeight = 200; // what a card is thought to take, until it is known better
    let printing = false;

    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const chunk = chunks[entry.target.dataset.chunk];
        if (!chunk || chunk.element !== entry.target) continue;
        if (entry.isIntersecting) fill(chunk);
        else empty(chunk);
      }
    }, { rootMargin: "1200px 0px" });

    function show(items) {
      shown = items;
      if (!shown.includes(current)) current = null;
      watcher.disconnect();
      chunks = [];
      for (let start = 0; start < shown.length; start += CHUNK) {
        const end = Math.min(start + CHUNK, shown.length);
        const element = make("div", { class: "chunk", role: "none", "data-chunk": chunks.length });
        element.style.height = `${cardHeight * (end - start)}px`;
        chunks.push({ element, start, end, filled: false });
      }
      list.replaceChildren(...chunks.map((chunk) => chunk.element));
      if (chunks.length) fill(chunks[0]);
      for (const chunk of chunks) watcher.observe(chunk.element);
      list.hidden = !shown.length;
    }

    function fill(chunk) {
      if (chunk.filled) return;
      const made = shown.slice(chunk.start, chunk.end).map((item, place) => dressed(item, chunk.start + place));
      chunk.element.replaceChildren(...made);
      chunk.element.style.height = "";
      chunk.filled = true;
      cardHeight = chunk.element.offsetHeight / made.length || cardHeight;
    }

    function empty(chunk) {
      const here = current ? shown.indexOf(current) : -1;
      if (!chunk.filled || printing || (here >= chunk.start && here < chunk.end)) return;
      chunk.element.style.height = `${chunk.element.offsetHeight}px`;
      chunk.element.replaceChildren();
      chunk.filled = false;
    }

    function dressed(item, place) {
      const element = card(item);
      element.id = `card-${item.number}`;
      element.dataset.number = item.number;
      element.setAttribute("aria-posinset", place + 1);
      element.setAttribute("aria-setsize", shown.length);
      element.setAttribute("aria-labelledby", `message-${item.number}`);
      element.querySelector(".message").id = `message-${item.number}`;
      if (item === current) element.setAttribute("aria-current", "true");
      return element;
    }

    /** Make an item the one that the reader is at. */
    function setCurrent(item) {
      list.querySelector("[aria-current]")?.removeAttribute("aria-current");
      current = item;
      $(`card-${item.number}`)?.setAttribute("aria-current", "true");
      moved();
    }

    /** Go to an item: it is put into the window and gets the focus. */
    function goTo(item) {
      reveal();
      fill(chunks[Math.floor(shown.indexOf(item) / CHUNK)]);
      setCurrent(item);
      const element = $(`card-${item.number}`);
      element.focus({ preventScroll: true });
      const box = element.getBoundingClientRect();
      const isFar = box.bottom < -innerHeight || box.top > 2 * innerHeight;
      element.scrollIntoView({ block: isFar ? "center" : "nearest" });
    }

    /** The item so many places on; without a current one, the first that can be seen. */
    function step(by) {
      if (!shown.length) return;
      const here = current ? shown.indexOf(current) : -1;
      if (here >= 0) goTo(shown[Math.min(Math.max(here + by, 0), shown.length - 1)]);
      else goTo(firstSeen() ?? shown[0]);
    }

    function firstSeen() {
      const top = $("filters").getBoundingClientRect().bottom;
      for (const element of list.querySelectorAll(".card")) {
        if (element.getBoundingClientRect().top >= top) return all[element.dataset.number];
      }
      return undefined;
    }

    list.addEventListener("focusin", (event) => {
      const item = itemOf(event.target);
      if (item && item !== current) setCurrent(item);
    });

    /** The item whose card an element is in. */
    const itemOf = (element) => all[element.closest(".card")?.dataset.number];

    addEventListener("beforeprint", () => {
      printing = true;
      chunks.filter((chunk) => chunk.start < MOST_PRINTED).forEach(fill);
      for (const chunk of chunks) chunk.element.hidden = !chunk.filled;
      const left = shown.length - shown.slice(0, Math.ceil(MOST_PRINTED / CHUNK) * CHUNK).length;
      if (left > 0) printed(left);
    });
    addEventListener("afterprint", () => {
      printing = false;
      redraw();
    });

    return {
      show, goTo, step, setCurrent, itemOf,
      get shown() { return shown; },
      get current() { return current; },
      first: () => goTo(shown[0]),
      last: () => goTo(shown.at(-1)),
    };
  }

  // --- the keys ------------------------------------------------------------------------------

  const isTyping = (target) => /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);

  /**
   * What keys do. `search` says where to search, `clear` takes back what was asked for; `more` are keys of this page alone, each
   * with what it does; `told` are rows for the dialog that explains the keys.
   */
  function keys({ walk, noun, clear, search = () => $("text"), more = {}, told = [] }) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (event.key === "Escape") {
        if (isTyping(event.target)) event.target.blur();
        else clear();
        return;
      }
      if (isTyping(event.target)) return;
      const onCard = event.target.classList.contains("card");
      const all = {
        j: () => walk.step(1),
        k: () => walk.step(-1),
        "/": () => search().select(),
        "?": () => $("keys").showModal(),
        t: nextTheme,
        ...more,
        ...(onCard && {
          ArrowDown: () => walk.step(1),
          ArrowUp: () => walk.step(-1),
          Home: walk.first,
          End: walk.last,
        }),
      };
      if (!Object.hasOwn(all, event.key)) return;
      event.preventDefault();
      all[event.key]();
    });
    const rows = [
      [["j", "k"], `next ${noun}, the one before; on a ${noun} `, ["↓", "↑"], " too"],
      [["Home", "End"], `on a ${noun}: the first, the last`],
      [["/"], "search; ", ["Esc"], " leaves"],
      ...told,
      [["t"], "light, dark, or as the system has it"],
    ];
    const named = (part) => (Array.isArray(part) ? part.flatMap((key) => [make("kbd", {}, key), " "]) : [part]);
    $("key-list").append(...rows.map(([names, ...does]) => make(
      "div", {}, make("dt", {}, ...named(names)), make("dd", {}, ...does.flatMap(named)),
    )));
    $("show-keys").addEventListener("click", () => $("keys").showModal());
  }

  /** A form above a list: what is typed is told when nobody types for a moment. */
  function form({ form, search, typed, clear }) {
    let typing;
    search.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => typed(search.value), 90);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      clear();
    });
    return { forget: () => clearTimeout(typing) };
  }

  // --- light and dark ------------------------------------------------------------------------

  const THEMES = { "": "Auto", light: "Light", dark: "Dark" };

  function setTheme(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    $("theme").textContent = THEMES[theme];
    $("theme").setAttribute("aria-label", `Colours: ${THEMES[theme]}`);
  }

  function nextTheme() {
    const names = Object.keys(THEMES);
    const theme = names[(names.indexOf(document.documentElement.dataset.theme ?? "") + 1) % names.length];
    setTheme(theme);
    try {
      localStorage.setItem("duilian-theme", theme);
    } catch {
      // A browser may refuse to keep anything for a page from disk.
    }
  }

  function keptTheme() {
    try {
      const kept = localStorage.getItem("duilian-theme");
      return kept && Object.hasOwn(THEMES, kept) ? kept : "";
    } catch {
      return "";
    }
  }

  // --- once ----------------------------------------------------------------------------------

  $("theme").addEventListener("click", nextTheme);
  setTheme(keptTheme());
  $("summary").textContent = data.summary;
  $("version").textContent = data.version;
  $("remarks").append(...data.failed.map((line) => make("p", { class: "alert" }, line)));
  if (data.notes.length) {
    $("remarks").append(
      make(
        "details", { class: "remark" }, make("summary", {}, plural(data.notes.length, "remark")),
        make("ul", {}, ...data.notes.map((line) => make("li", {}, line))),
      ),
    );
  }

  return { data, $, make, draw, plural, toggle, spelled, remember, cards, keys, form, mostPrinted: MOST_PRINTED };
})();
