"""What a message means, in four forms of the language: NumPy only, shared by Rasa and the bot."""

VERSION = 3
"""Raised whenever the code reads a saved model differently; a model of another version is refused."""
