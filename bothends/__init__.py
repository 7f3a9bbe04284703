"""bothends: a desk for organisations that meet people on both ends of a scam."""

__version__ = "0.1.0"
