"""`extends`: one file laid over another."""
