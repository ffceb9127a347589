"""A Bot API server and a chat page on this machine: the bot talks to it as to Telegram."""
