"""Interview research in Dutch, from raw transcripts to approved, published text."""
