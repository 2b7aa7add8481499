"""What knows no domain: dates and counts for people, what people type, cells and wrapping."""
