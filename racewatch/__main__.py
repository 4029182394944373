"""``python -m racewatch``: the command line, for a place where the script is not on the PATH."""

from racewatch.cli import main

main()
