"""Words and numbers: two languages, numbers written and read, ids of numbers, what is not shown."""
