"""Reports as Excel workbooks: tidy data, a cover, one sheet for each table, their sources."""
