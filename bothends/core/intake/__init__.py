"""Every channel ends in the same Report."""
