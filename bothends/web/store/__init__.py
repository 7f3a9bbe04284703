"""Tables, the audit chain, and the actions: the only writers."""
