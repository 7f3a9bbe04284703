"""Whole registers at once: read, find candidate pairs, score them with the desk's own weights, write what was found.

Needs the extra `link` (and `spark` for more than one machine can hold); `import bothends.batch` itself needs neither.
"""
