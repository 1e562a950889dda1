"""Which sentences may be printed without the text around them, and which others they need beside them."""
