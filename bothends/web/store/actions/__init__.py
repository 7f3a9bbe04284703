"""The only writers, one file per stage. Keyword-only, `by=`, one transaction, the audit event inside."""
