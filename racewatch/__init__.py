"""The command line, and what runs everything on one machine."""
