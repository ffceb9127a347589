"""Adapters: one supplier each. They translate the outside world for the core."""
