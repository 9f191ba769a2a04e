"""A made-up ledger that shows what the suite does, for any plan; marked as such in every row.

No number here was ever observed. `ledger` deals stories out to the goals of a plan (`dealing`): one
keeps to its path, another falls behind and catches up, a third is corrected later. A story says
how the figures run (`courses`) and how they are reported (`reports`); `stories` is the table of
all of them. `ground` holds what the plan says of each goal, `explaining` what departments would say
and `tasks` how far their tasks would have come; `paragraphs` makes the texts that analysts would
write, and `write` the files.
"""

from minsheng.demo.cells import as_csv
from minsheng.demo.dealing import cast
from minsheng.demo.generating import ledger, paragraphs
from minsheng.demo.writing import write

__all__ = ["as_csv", "cast", "ledger", "paragraphs", "write"]
