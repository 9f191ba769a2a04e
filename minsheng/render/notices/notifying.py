"""Deliver a notice to all targets in parallel, with retries; errors never fail the run."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.errors import Fault, collecting
from minsheng.render.notices.channels import Channel, NotSent
from minsheng.render.notices.message import Summary
from minsheng.render.notices.targets import Target, check_targets
from minsheng.text.language import Lang, say
from minsheng.text.secrets import masked


@dataclass(frozen=True)
class RetryPolicy:
    """How often, and for how long, delivery of a notice is tried."""

    tries: int = 3  # how often, where trying again may help
    pause: float = 1.0  # seconds before the second try; twice as long before each further one
    # Seconds to wait for an answer, and for the end of a command.
    answer: float = 10.0
    command: float = 50.0
    # Seconds for all deliveries together; those not finished by then are given up.
    whole: float = 60.0


def notify(
    targets: Sequence[str], summary: Summary, lang: Lang, policy: RetryPolicy | None = None
) -> list[str]:
    """Send every target a notice of how a run ended; return a sentence for each not reached.

    The targets are written as `check_targets` takes them. Without a policy it is tried for up to a
    minute. The sentences hold no secrets; nothing is raised.

    Examples
    --------
    >>> import datetime as dt
    >>> summary = Summary("A plan", "r1", dt.datetime(2019, 7, 1), 8, 3, 40, 0)
    >>> notify(["command:no-such-program-here"], summary, "en")
    ['--notify: there is no such command; found “no-such-program-here”']
    """
    policy = policy or RetryPolicy()
    reached: list[Target] = []
    faults: list[Fault] = []
    for text in targets:
        with collecting(faults):
            reached += check_targets([text])
    channels = [target.channel for target in reached if summary.exit_code or not target.only_failed]
    unread = [fault.text(lang) for fault in faults]
    return unread + _deliver_all(channels, summary, lang, policy)


def _deliver_all(
    channels: Sequence[Channel], summary: Summary, lang: Lang, policy: RetryPolicy
) -> list[str]:
    """Deliver to all channels in parallel, each in a thread that does not delay the exit."""
    failures: dict[int, NotSent | None] = {}

    def tell(number: int, channel: Channel) -> None:
        failures[number] = _deliver(channel, summary, lang, policy)

    deadline = time.monotonic() + policy.whole
    threads = [
        threading.Thread(target=tell, args=pair, daemon=True) for pair in enumerate(channels)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    late = NotSent("no_answer", seconds=f"{policy.whole:g}")
    results = [failures.get(number, late) for number in range(len(channels))]
    return [
        _words(channel, failure, lang)
        for channel, failure in zip(channels, results, strict=True)
        if failure
    ]


def _deliver(channel: Channel, summary: Summary, lang: Lang, policy: RetryPolicy) -> NotSent | None:
    """Deliver to one channel, with retries where they may help; return the failure, if any."""
    # A command may have done its work before it failed: it is never run a second time.
    once = channel.kind == "command"
    seconds = policy.command if once else policy.answer
    failure: NotSent | None = None
    for number in range(1 if once else policy.tries):
        if number:
            time.sleep(policy.pause * 2 ** (number - 1))
        try:
            channel.deliver(summary, lang, seconds)
        except NotSent as error:
            failure = error
            if not error.again:
                return failure
        except Exception as error:
            # A fault of ours must not spoil the run either. Its own words may hold secrets.
            return NotSent("unforeseen", error=type(error).__name__)
        else:
            return None
    return failure


def _words(channel: Channel, failure: NotSent, lang: Lang) -> str:
    target = say(f"notices.{channel.kind}", lang, name=channel.name)
    why = failure.words(lang, lambda words: masked(words, channel.secrets))
    return say("notices.not_sent", lang, target=target, why=why)
