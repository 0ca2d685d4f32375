"""The records: typed, frozen, with Vietnamese descriptions that also become the JSON Schema."""

from generator.schema.base import PartialDate, Record
from generator.schema.evidence import (
    Appraisal,
    Award,
    DocumentRef,
    Level,
    Recognition,
    Replication,
    Source,
    SourceKind,
    Step,
    StepEvidence,
    StepName,
)
from generator.schema.export import json_schema, json_schemas
from generator.schema.figures import Bound, Finality, Measure, Result
from generator.schema.model import Basis, Certainty, Lead, Model, ModelKind, Period, Place, Status
from generator.schema.news import News
from generator.schema.people import Consent, ConsentBasis, Honouree, HonoureeKind, Photo
from generator.schema.records import Records
from generator.schema.registry import (
    BLOCKS,
    GENERATED_ADDRESSES,
    FieldOfWork,
    HandPage,
    Organisation,
    Programme,
    ProgrammeKind,
    Province,
    Unit,
    UnitType,
)
from generator.schema.statistics import Abbreviation, Answer, Breakdown, Comparison, Part, Statistic
from generator.schema.validate import RECORDS, Entry, validate

__all__ = [
    "BLOCKS",
    "GENERATED_ADDRESSES",
    "RECORDS",
    "Abbreviation",
    "Answer",
    "Appraisal",
    "Award",
    "Basis",
    "Bound",
    "Breakdown",
    "Certainty",
    "Comparison",
    "Consent",
    "ConsentBasis",
    "DocumentRef",
    "Entry",
    "FieldOfWork",
    "Finality",
    "HandPage",
    "Honouree",
    "HonoureeKind",
    "Lead",
    "Level",
    "Measure",
    "Model",
    "ModelKind",
    "News",
    "Organisation",
    "Part",
    "PartialDate",
    "Period",
    "Photo",
    "Place",
    "Programme",
    "ProgrammeKind",
    "Province",
    "Recognition",
    "Record",
    "Records",
    "Replication",
    "Result",
    "Source",
    "SourceKind",
    "Statistic",
    "Status",
    "Step",
    "StepEvidence",
    "StepName",
    "Unit",
    "UnitType",
    "json_schema",
    "json_schemas",
    "validate",
]
