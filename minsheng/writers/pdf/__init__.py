"""Reports as PDF, set by typst: tagged for screen readers, fit for the archive."""
