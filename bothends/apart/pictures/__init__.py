"""Screenshots of a chat become a transcript, in children of a template of their own (extra `ocr`)."""
