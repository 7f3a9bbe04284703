"""Who to refer to, in what order, why; and the pack they get."""
