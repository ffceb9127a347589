"""The Telegram adapter: updates become arrivals, replies become calls of the Bot API."""
