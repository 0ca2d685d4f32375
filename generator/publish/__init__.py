"""Publish whole releases only: staged beside the target, verified, swapped in, and never another's file deleted."""

from generator.publish.addresses import file_path
from generator.publish.errors import PublishError, first_ten, guarded, worker_deaths_reported
from generator.publish.leftovers import remove_traces
from generator.publish.link_table import SCANNED, FileLinks, LinkFragment, LinkTable, file_links, link_fragment
from generator.publish.links import Scan, scan_html, scan_ours
from generator.publish.manifest import MANIFEST, is_untouched, read_manifest
from generator.publish.staging import Published, Staging, open_staging
from generator.publish.verify import BrokenLink, account, verify_links
from generator.publish.writing import Written, write_files

__all__ = [
    "MANIFEST",
    "SCANNED",
    "BrokenLink",
    "FileLinks",
    "LinkFragment",
    "LinkTable",
    "PublishError",
    "Published",
    "Scan",
    "Staging",
    "Written",
    "account",
    "file_links",
    "file_path",
    "first_ten",
    "guarded",
    "is_untouched",
    "link_fragment",
    "open_staging",
    "read_manifest",
    "remove_traces",
    "scan_html",
    "scan_ours",
    "verify_links",
    "worker_deaths_reported",
    "write_files",
]
