"""Tell somebody how a run ended: a command, a group robot, a web address, a mailbox.

`message` holds the summary of a run and puts it into words that fit; `targets` reads and checks
where notices go; `channels` (a command, a mailbox) and `web` (an address, group robots) deliver
them; `notifying` delivers to all targets at once and never makes the run fail.
"""

from minsheng.render.notices.message import Summary
from minsheng.render.notices.notifying import notify
from minsheng.render.notices.targets import check_targets

__all__ = ["Summary", "check_targets", "notify"]
