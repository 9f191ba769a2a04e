// What else a page does with its script. Nothing here is needed to read.
(() => {
  const words = JSON.parse(document.querySelector("main").dataset.words || "{}");

  const measure = (region) => {
    const wide = region.scrollWidth > region.clientWidth + 1;
    if (wide) region.tabIndex = 0; else region.removeAttribute("tabindex");
    region.classList.toggle("goes-on", wide);
  };

  document.querySelectorAll(".table").forEach(tableTools(words, document.documentElement.lang));
  const watched = new ResizeObserver((entries) => entries.forEach((entry) => measure(entry.target)));
  document.querySelectorAll(".table, .drawing").forEach((region) => {
    region.dataset.hint = words.sideways;
    watched.observe(region);
  });

  // The drawing stands in the page already: the link hands out that copy.
  document.querySelectorAll("figure .drawing img[src^='data:image/svg']").forEach((image) => {
    const caption = image.closest("figure").querySelector("figcaption").textContent;
    const file = caption.replace(/[\\/:*?"<>|\s]+/g, "-");
    const link = made("a", { href: image.src, download: `${file}.svg` },
      words.download_picture, made("span", { className: "unseen" }, ` ${caption}`));
    image.closest("figure").append(made("p", { className: "downloads" }, link));
  });
})();
