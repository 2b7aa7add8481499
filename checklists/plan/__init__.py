"""A checklist laid out for one recovery: all arithmetic of days and instants."""
