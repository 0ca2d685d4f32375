"""Shows a site while it is edited."""

from generator.preview.serve import serve

__all__ = ["serve"]
