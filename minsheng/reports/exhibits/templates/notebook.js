// JupyterLab runs this below each long table of a notebook that is trusted.
for (const root of document.querySelectorAll(".minsheng[data-words]")) {
  const { words, lang } = root.dataset;
  delete root.dataset.words;
  root.querySelectorAll(".table").forEach(tableTools(JSON.parse(words), lang));
}
