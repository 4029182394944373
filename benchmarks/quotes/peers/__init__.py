"""Peers of the benchmark of quotations: what runs in their environments."""
