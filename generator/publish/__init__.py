"""Publish whole generations only: staged beside the target, verified, swapped in, and never another's file deleted."""

from generator.publish.addresses import file_path
from generator.publish.asked import SCANNED, Asked, Part, part_of
from generator.publish.errors import PublishError, first_ten, guarded
from generator.publish.leftovers import remove_traces
from generator.publish.links import Scan, scan_html, scan_ours
from generator.publish.manifest import MANIFEST, read_manifest
from generator.publish.staging import Published, Staging, open_staging
from generator.publish.standing import Beforehand, Look, untouched
from generator.publish.verify import BrokenLink, account, verify_links
from generator.publish.writing import Written, write_files, written_as

__all__ = [
    "MANIFEST",
    "SCANNED",
    "Asked",
    "Beforehand",
    "BrokenLink",
    "Look",
    "Part",
    "PublishError",
    "Published",
    "Scan",
    "Staging",
    "Written",
    "account",
    "file_path",
    "first_ten",
    "guarded",
    "open_staging",
    "part_of",
    "read_manifest",
    "remove_traces",
    "scan_html",
    "scan_ours",
    "untouched",
    "verify_links",
    "write_files",
    "written_as",
]
