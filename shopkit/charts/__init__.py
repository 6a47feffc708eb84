"""Pictures and tables: tidy frames in, one look out; nothing is computed here."""
