"""Recognition and life cycle: nothing is "recognised" without its decision, and the steps agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.core.problems import Problem, problem
from generator.records.checks.lifecycle import date_of
from generator.records.checks.rule import MODELS, WITH_RESULTS, of_records
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.texts import STORY
from generator.records.schema import Certainty, Level, PartialDate, Status, StepEvidence, StepName

# Districts ended with 30 June 2025 (Constitution as amended by 203/2025/QH15).
LAST_DISTRICT_DAY = PartialDate("2025-06-30")
_ORDER = {name: index for index, name in enumerate(StepName)}

_CLAIM = re.compile(
    r"(?:đã được|được|đã) công nhận(?!\w)(?! (?:hay chưa|đạt|là (?:xã|phường|thôn|xóm|khu|làng|gia đình|hộ|sản phẩm|di tích)))",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.;!?:\n]*\Z")
_SUBJECT = re.compile(r"(?:mô hình|điển hình)(?!.*(?:mô hình|điển hình))(?P<between>.*)", re.IGNORECASE)
_NOT_CLAIMED = re.compile(
    r"(?<!\w)(?:chưa|không|nếu|khi|để|muốn|sẽ|có thể|phải|cần|nhằm|xét|trước khi|đề nghị|đề xuất|phấn đấu|tiêu chí|"
    r"quy trình|ai|nào|rõ|liệu)(?!\w)",
    re.IGNORECASE,
)
# Who else may be recognised, as a new-style commune, an OCOP product, a cultural family.
_OTHERS = re.compile(r"(?<!\w)(?:xã|phường|thôn|xóm|sản phẩm|gia đình|hộ|khu dân cư)(?!\w)", re.IGNORECASE)


def recognised_has_decision(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Status `recognised` needs the decision: number, date, issuer, level (V17)."""
    if one.record.status is Status.RECOGNISED and one.record.recognition is None:
        yield problem(*one.where("status"), "KH501", one.record.status)


def recognition_claimed_in_words(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Name, lede and story say of a model "đã được công nhận" only beside the decision (V17)."""
    if one.record.recognition is not None:
        return
    text = one.words
    if "công nhận" not in text.prose:
        return
    for passage in text.of("name", "lede", STORY):
        for match in _CLAIM.finditer(passage.text):
            if _is_about_the_model(passage.text, match.start()):
                yield text.problem(passage.start + match.start(), "KH502", match.group())


def _is_about_the_model(text: str, claim: int) -> bool:
    """Whether the clause before the claim speaks of a model, affirms it, and names nobody else who was recognised."""
    clause = _CLAUSE.search(text, max(0, claim - 130), claim)
    subject = _SUBJECT.search(clause.group()) if clause else None
    if subject is None:
        return False
    led_by = subject.string[: subject.start()].rpartition(",")[2]
    return not _NOT_CLAIMED.search(led_by + subject.group()) and not _OTHERS.search(subject["between"])


def recognition_was_appraised(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A recognised model shows how it was appraised: the step, or what was found per criterion."""
    record = one.record
    if record.recognition is None or record.appraisal is not None:
        return
    steps = (step for step in record.steps if step.step is StepName.APPRAISAL)
    if all(step.evidence is StepEvidence.UNKNOWN for step in steps):
        yield problem(*one.where("recognition"), "KH503", record.recognition.number)


def steps_in_order(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Each step begins no earlier than the step before it."""
    first: dict[StepName, tuple[int, PartialDate]] = {}
    for index, step in enumerate(one.record.steps):
        date = date_of(step)
        if date is not None:
            first.setdefault(step.step, (index, date))
    dated = sorted(first.items(), key=lambda item: _ORDER[item[0]])
    for (earlier, (_at, before)), (later, (index, after)) in pairwise(dated):
        if after.before(before):
            yield problem(
                *one.where("steps", index), "KH504", after.text(), step=later, other=earlier, date=before.text()
            )


def steps_once(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """The same step with the same date, body and document stands once."""
    seen = set()
    for index, step in enumerate(one.record.steps):
        key = (step.step, date_of(step), step.body, step.document)
        if key in seen:
            yield problem(*one.where("steps", index, "step"), "KH505", step.step)
        seen.add(key)


def steps_have_evidence(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A step proven by a document names it; a step that is told says which of several sources tells it."""
    for index, step in enumerate(one.record.steps):
        document = step.document
        if step.evidence is StepEvidence.DOCUMENT and not (document and (document.number or document.title)):
            yield problem(*one.where("steps", index, "evidence"), "KH506", step.step)
        if step.evidence is StepEvidence.TOLD and step.source is None and len(one.record.sources) > 1:
            yield problem(*one.where("steps", index, "evidence"), "KH507", step.step)


def replicated_somewhere(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Status `replicated` names at least one place where the model was taken up."""
    if one.record.status is Status.REPLICATED and not one.record.replications:
        yield problem(*one.where("status"), "KH508", one.record.status)


def no_district_after_its_end(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """District level is not used after 30 June 2025 (V14)."""
    record = one.record
    if record.level is Level.DISTRICT:
        registered = record.registration.date if record.registration else None
        date = registered or record.period.start or record.place.as_of
        if date is not None and LAST_DISTRICT_DAY.before(date):
            yield problem(*one.where("level"), "KH509", record.level, date=date.text())
    decision = record.recognition
    if decision is not None and decision.level is Level.DISTRICT and LAST_DISTRICT_DAY.before(decision.date):
        yield problem(*one.where("recognition", "level"), "KH509", decision.level, date=decision.date.text())


def level_has_basis(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A level says whether the source states it or the editor inferred it (V16)."""
    if one.record.level is not None and one.record.level_basis is None:
        yield problem(*one.where("level"), "KH513", one.record.level)


def lead_fits_certainty(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A stated lead names who; an ambiguous one lists every reading; one not stated lists none (V15)."""
    lead = one.record.lead
    count = len(lead.organisations)
    where = one.where("lead")
    if lead.certainty is Certainty.STATED and count == 0 and lead.name is None:
        yield problem(*where, "KH514", lead.certainty)
    elif lead.certainty is Certainty.AMBIGUOUS and count < 2:
        yield problem(*where, "KH515", lead.certainty, count=count)
    elif lead.certainty is Certainty.NOT_STATED and (count > 0 or lead.name):
        yield problem(*where, "KH516", lead.organisations[0] if count else lead.name)


BROWSER_PATTERNS = {
    "claim": _CLAIM,
    "clause": _CLAUSE,
    "subject": _SUBJECT,
    "not_claimed": _NOT_CLAIMED,
    "others": _OTHERS,
}
"""The patterns that the form uses too (`theme/source/scripts/form/privacy.js`)."""

RULES = (
    *of_records(
        MODELS,
        recognised_has_decision,
        recognition_claimed_in_words,
        recognition_was_appraised,
        steps_in_order,
        steps_once,
        steps_have_evidence,
        replicated_somewhere,
        no_district_after_its_end,
        level_has_basis,
    ),
    *of_records(WITH_RESULTS, lead_fits_certainty),
)
