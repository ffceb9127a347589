"""Mehfooz, a child online safety bot for Pakistan."""
