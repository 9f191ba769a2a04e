"""From an executed notebook to what is handed in: one writer per format."""
