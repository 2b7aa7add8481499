"""One file a widget: each is given one frozen value and says what was asked."""
