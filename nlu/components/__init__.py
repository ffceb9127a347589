"""Rasa's side of the understanding: thin classes over `understanding`."""
