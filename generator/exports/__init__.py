"""Public data files and the sitemap."""

from generator.exports.records import exports
from generator.exports.sitemap import sitemap

__all__ = ["exports", "sitemap"]
