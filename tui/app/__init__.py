"""The app: what it wires, what it watches, the keyboard."""
