"""The conversation core: pure functions and values. It knows no Telegram, Rasa, HTTP or SQLite."""
