"""Problem: what a user can mend, as opposed to a fault of the program."""


class Problem(Exception):
    """An error whose text is one clear line: what is wrong and what to do. Programs end with status 1 on it."""
