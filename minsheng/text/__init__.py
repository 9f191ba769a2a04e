"""Words and numbers: the two languages, writing and reading numbers, ids of numbers in a text."""
