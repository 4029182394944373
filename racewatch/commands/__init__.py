"""The subcommands of ``racewatch``, one file each; what they do stands in the stages and packages they call."""
