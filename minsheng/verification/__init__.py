"""Compare the numbers of a report, as it is read now, with the data as they are now.

`pages`, `word` and `workbooks` read a report as its reader sees it, whatever was edited in it;
`verifying` makes the same report anew, which is read in the same way; `comparing` compares
the two, id by id.
"""

from minsheng.verification.comparing import Difference, Verified
from minsheng.verification.verifying import verify

__all__ = ["Difference", "Verified", "verify"]
