"""Reading what people write: labels, words, dates, amounts and names, as far as they have one meaning."""

from generator.records.reading.names import Names
from generator.records.reading.read import ReadRecords, read_documents
from generator.records.reading.values import Understood, read_values

__all__ = ["Names", "ReadRecords", "Understood", "read_documents", "read_values"]
