"""The sections of `shop.yaml`, one module for what is decided together."""
