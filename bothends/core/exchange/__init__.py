"""Standards others read: the trafficking-case standard HTCDS, and FollowTheMoney for investigators."""
