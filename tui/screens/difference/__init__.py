"""What a changed checklist changes, before it counts."""
