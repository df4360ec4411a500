"""What we know of languages: pure functions, no input or output."""
