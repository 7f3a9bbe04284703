"""Measurements, side by side with their budgets. `python -m bench NAME`."""
