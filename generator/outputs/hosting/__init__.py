"""What a site tells its host: types, caching, headers, compression, old addresses, in each host's own form."""

from generator.outputs.hosting.files import HOSTS, IN_SITE, hosting_files
from generator.outputs.hosting.limits import Limit, meets, named_limits
from generator.outputs.hosting.rules import Redirect, find_redirects

__all__ = ["HOSTS", "IN_SITE", "Limit", "Redirect", "find_redirects", "hosting_files", "meets", "named_limits"]
