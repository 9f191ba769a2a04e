"""Words and numbers: the two languages, writing and reading numbers, ids of numbers, secrets."""
