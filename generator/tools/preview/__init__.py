"""Shows a site while it is edited."""

from generator.tools.preview.session import serve

__all__ = ["serve"]
