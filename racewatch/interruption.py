"""Interruption: Ctrl-C and SIGTERM end a program once, in order; an impatient second one cannot break the ending."""

import signal


def end_in_order() -> None:
    """From now on SIGINT and SIGTERM raise ``KeyboardInterrupt`` once and are ignored after that.

    Programs started while they are ignored, such as the one that stops Postgres, ignore them too.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


def _interrupt(*_: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt
