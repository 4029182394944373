"""Peers of the benchmark of quotations, and what makes their environments."""
