"""Reports as Word files, on the page of an official document (GB/T 9704) or a template's."""
