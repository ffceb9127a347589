"""The error that stops a start: one clear line for whoever runs the bot."""


class CannotStart(Exception):
    """Something the bot needs is missing or faulty; the message says what, where and what to do."""
