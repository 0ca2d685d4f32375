"""Reading what people write: labels, words, dates, amounts and names, as far as they have one meaning."""

from generator.records.reading.mend import mender
from generator.records.reading.names import Names
from generator.records.reading.plain import plain_text
from generator.records.reading.provisional import StandIn
from generator.records.reading.read import ReadRecords, explained, locate, read_documents, read_record_file
from generator.records.reading.values import Understood, read_values

__all__ = [
    "Names",
    "ReadRecords",
    "StandIn",
    "Understood",
    "explained",
    "locate",
    "mender",
    "plain_text",
    "read_documents",
    "read_record_file",
    "read_values",
]
