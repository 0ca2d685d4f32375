"""Shows a site while it is edited."""

from generator.preview.session import serve

__all__ = ["serve"]
