"""Tell somebody how a run ended: a command, a group robot, a web address, a mailbox.

`summary` is what there is to tell, `message` puts it into words that fit, `targets` reads where
to; `command`, `web`, `robots` and `mail` each deliver it in one way; `notifying` sees to all of
them and lets none of them spoil the run.
"""

from minsheng.render.notices.message import Summary
from minsheng.render.notices.notifying import notify
from minsheng.render.notices.targets import check_targets

__all__ = ["Summary", "check_targets", "notify"]
