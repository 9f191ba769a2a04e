"""Reports as Excel workbooks: one sheet for each table, real numbers."""
