"""The pure half. A report goes intake → assess → match → refer → follow → publish.

No Django, no database, no network, no clock, no settings: what core needs, it is handed.
"""
