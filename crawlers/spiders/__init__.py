"""Spiders: one a kind of source; the file's name, the spider's name and the class's name are one."""
