// What else a page does with its script. Nothing here is needed to read.
(() => {
  const words = JSON.parse(document.querySelector("main").dataset.words || "{}");

  const measure = (region) => {
    const wide = region.scrollWidth > region.clientWidth + 1;
    if (wide || region.querySelector("[data-says]")) region.tabIndex = 0; else region.removeAttribute("tabindex");
    region.classList.toggle("goes-on", wide);
  };

  // A Chinese title breaks between words, and not between a number and what it counts (items,
  // percentage points). A single character belongs to a word that the browser does not know.
  const title = document.querySelector("h1");
  if (document.documentElement.lang.startsWith("zh") && Intl.Segmenter) {
    const words = [""];
    let single = false;
    for (const { segment, isWordLike } of new Intl.Segmenter("zh", { granularity: "word" }).segment(title.textContent)) {
      const last = words.at(-1);
      const begins = (isWordLike || /^[“\u300a（〔]$/.test(segment)) && !/(^|\d\u4e2a?(\u767e\u5206)?|[—“\u300a（〔/])$/.test(last);
      const alone = /^\p{Script=Han}$/u.test(segment);
      const clings = alone ? /[\p{Script=Han}\d]$/u.test(last) : single && (last.length === 1 || /^\p{Script=Han}/u.test(segment));
      if (begins && !(clings && last.length < 8)) words.push(segment); else words.push(words.pop() + segment);
      single = alone;
    }
    title.replaceChildren(...words.flatMap((word) => [made("wbr"), word]));
  }

  // The drawing stands in the page already: the link hands out that copy.
  document.querySelectorAll("figure .drawing > :is(svg, img[src^='data:image/svg'])").forEach((drawing) => {
    const { parentElement: region } = drawing;
    const caption = region.getAttribute("aria-label");
    const text = new XMLSerializer().serializeToString(drawing);
    const href = drawing.src ?? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    const link = made("a", { href, download: `${caption.replace(/[\\/:*?"<>|\s]+/g, "-")}.svg` },
      words.download_picture, made("span", { className: "unseen" }, ` ${caption}`));
    region.closest("figure").nextElementSibling.append(link);
  });

  // What the marks of a drawing say: where one is pointed at, and by arrow keys.
  const said = made("p", { className: "said", role: "status", hidden: true });
  let pointed = null;
  const point = (mark) => {
    pointed?.classList.remove("pointed");
    pointed = mark;
    said.hidden = !mark;
    if (!mark) return;
    mark.classList.add("pointed");
    said.textContent = mark.dataset.says;
    const { left, bottom } = mark.getBoundingClientRect();
    said.style.left = `${Math.max(0, Math.min(left, innerWidth - said.offsetWidth - 16))}px`;
    said.style.top = `${Math.min(bottom + 6, innerHeight - said.offsetHeight)}px`;
  };
  document.querySelectorAll(".drawing").forEach((region) => {
    // On a phone a tap enlarges a drawing round the place that is tapped, and a second one undoes it.
    const box = region.closest("figure").nextElementSibling?.querySelector(".enlarge input");
    region.addEventListener("click", ({ clientX }) => {
      if (!box?.offsetParent) return;
      const { left, width } = region.firstElementChild.getBoundingClientRect();
      box.click();
      region.scrollLeft = (clientX - left) / width * region.scrollWidth - region.clientWidth / 2;
    });
    const marks = [...region.querySelectorAll("svg g title")].map((title) => {
      const mark = title.parentElement;
      mark.dataset.says = title.textContent;
      title.remove(); // or the browser would say it a second time
      return mark;
    });
    if (!marks.length) return;
    region.addEventListener("pointerover", (event) => point(event.target.closest("[data-says]")));
    region.addEventListener("pointerleave", () => point(null));
    region.addEventListener("blur", () => point(null));
    region.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step || region.scrollWidth > region.clientWidth + 1) return;
      event.preventDefault();
      point(marks[(marks.indexOf(pointed) + step + marks.length) % marks.length]);
    });
  });
  document.querySelector("main").append(said);

  document.querySelectorAll(".table").forEach(tableTools(words, document.documentElement.lang));
  const watched = new ResizeObserver((entries) => entries.forEach((entry) => measure(entry.target)));
  document.querySelectorAll(".table, .drawing").forEach((region) => {
    region.dataset.hint = words.sideways;
    watched.observe(region);
  });

  // Folded up on a screen, whole beside a wide text and on paper.
  const wide = matchMedia("(min-width: 75rem)");
  const contents = document.querySelector(".contents details");
  const unfold = () => { if (contents) contents.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();
  addEventListener("beforeprint", () => {
    document.querySelectorAll(".answer details").forEach((details) => { details.open = true; });
  });
})();
