"""The casebook: one page a question, its numbers put there by `regenerate.py`."""
