"""Whether two records may speak of one person. Suggests with a reason; a person judges."""
