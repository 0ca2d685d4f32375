"""Reading what people write: labels, words, dates, amounts and names, as far as they have one meaning."""

from generator.records.reading.names import Names
from generator.records.reading.provisional import StandIn
from generator.records.reading.read import ReadRecords, locate, read_documents, read_record_file
from generator.records.reading.values import Understood, read_values

__all__ = [
    "Names",
    "ReadRecords",
    "StandIn",
    "Understood",
    "locate",
    "read_documents",
    "read_record_file",
    "read_values",
]
