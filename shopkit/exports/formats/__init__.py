"""One file a kind of export; each defines `FORMAT`."""
