"""Writing: case descriptions and the discussion note as documents of blocks."""
