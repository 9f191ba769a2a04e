"""Reports as HTML: one page that holds everything it needs."""
