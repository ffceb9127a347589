"""The scorecard's parts: counting, the page, the picture and what the model is compared with."""
