"""Invented registers of reports, hard to link on purpose: no line of them is about anybody."""
