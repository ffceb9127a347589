"""Rasa's side of the understanding: thin classes over `understanding`."""

PROGRESS = "  · "
"""How a line begins that says how far training has come."""
