"""The content rules: each a short function from the content to the faults it finds."""
