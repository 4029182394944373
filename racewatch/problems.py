"""Problems: the one line that a user reads in place of a traceback."""

import os

from domain.problem import Problem


def one_line(error: BaseException) -> str | None:
    """Return the line for an error that a user can mend; ``None`` for a fault of the program."""
    if isinstance(error, Problem):
        return " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes, os.PathLike)) else ""
        return f"{where}{error.strerror}"
    return None
