"""Ways to run the same assessment inside other systems."""
