"""Check the tables of a plan against its published text.

`verify_source` asks two questions. Does each figure of the tables stand in the text, where its row
says and as its row says? And is there a number in the text that no row accounts for? Inside:
`sections` (which line belongs to which heading, and the Arabic numbers in it) and `pieces` (does a
row agree with its expression).
"""

from minsheng.tables.source.sections import Sections, split
from minsheng.tables.source.verification import NotFound, Unaccounted, Verification, verify_source

__all__ = ["NotFound", "Sections", "Unaccounted", "Verification", "split", "verify_source"]
