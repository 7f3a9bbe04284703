"""Who may do what, and the only doors to what is guarded."""
