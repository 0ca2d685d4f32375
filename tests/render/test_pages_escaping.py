"""No script from content runs, whatever field it was written into."""

from __future__ import annotations

import re

from small_records import REVIEWED, documents, model, news

from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.render.pages import blocks, builders
from generator.showcase import arrange

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'
SOURCE = {
    "kind": "press",
    "title": EVIL,
    "outlet": EVIL,
    "author": EVIL,
    "number": EVIL,
    "note": EVIL,
    "supports": EVIL,
}
RESULT = {
    "indicator": EVIL,
    "unit": "<b>x</b>",
    "baseline": {"value": 1, "as_stated": EVIL},
    "result": {"value": 2, "as_stated": EVIL},
    "per": EVIL,
    "note": EVIL,
    "denominator_name": EVIL,
    "source": 1,
}
MODEL = model(
    1,
    name=EVIL,
    other_names=[EVIL],
    lede=EVIL,
    honouree={"kind": "collective", "name": EVIL},
    lead={"organisations": ["hoi-phu-nu"], "note": EVIL},
    place={"unit": "xa-tong-dau", "hamlets": [EVIL], "as_written": EVIL, "note": EVIL},
    period={"start": "2017", "as_stated": EVIL},
    steps=[{"step": "launch", "evidence": "document", "document": {"number": EVIL, "title": EVIL}, "body": EVIL}],
    problem=EVIL,
    aim=EVIL,
    participants=[EVIL],
    beneficiaries=[EVIL],
    resources=[{"kind": EVIL, "amount": 1, "unit": EVIL, "note": EVIL}],
    results=[RESULT, RESULT | {"baseline": None}, RESULT | {"numerator": 1, "denominator": 2}],
    limits=[EVIL],
    appraisal={"body": EVIL, "criteria": [{"criterion": "x", "text": EVIL}], "note": EVIL},
    recognition={"number": EVIL, "date": "2019", "issuer": EVIL, "level": "province"},
    awards=[{"form": EVIL, "number": EVIL, "issuer": EVIL}],
    replications=[{"place": EVIL, "unit": EVIL, "count": 1, "note": EVIL}],
    sources=[SOURCE],
    reviewed={"date": "2026", "by": EVIL},
)
PROGRAMME = {
    "kind": "guide",
    "name": EVIL,
    "lede": EVIL,
    "document": {"number": EVIL, "issuer": EVIL, "title": EVIL},
    "lead": {"certainty": "not_stated", "note": EVIL},
    "period": {"as_stated": EVIL},
    "results": [RESULT],
    "sources": [SOURCE],
    "reviewed": REVIEWED,
}
STATISTIC = {
    "name": EVIL,
    "unit": EVIL,
    "scope": EVIL,
    "value": 3,
    "as_stated": EVIL,
    "breakdowns": [{"by": "field", "parts": [{"name": EVIL, "value": 3}], "gap_note": EVIL}],
    "comparisons": [{"value": 1, "date": "2019", "note": EVIL}],
    "note": EVIL,
    "source": 1,
    "sources": [SOURCE],
    "reviewed": REVIEWED,
}


def test_markup_in_any_field_arrives_as_plain_words():
    item = news(title=EVIL, lede=EVIL, source=SOURCE, supports=[EVIL], models=["HB-2017-0001"])
    gone = model(2, withdrawn={"date": "2026", "reason": EVIL})
    found = documents([MODEL, gone], {"tin": item})
    for document in found:
        if document.kind in {"field", "organisation"}:
            document.data["about"] = EVIL
    found += [
        Document("programme", "content/programmes/p.md", PROGRAMME, name="p", body=EVIL),
        Document("statistic", "content/statistics/s.yml", STATISTIC, name="s"),
    ]
    entries, problems = validate(found)
    assert problems == []
    showcase = arrange(Records.of(entries))
    made = {page.address: str(page.article) for page in (build() for build in builders(showcase, {}))}
    made |= {f"block {name}": str(draw("")) for name, draw in blocks(showcase).items()}
    assert {
        address for address, html in made.items() if re.search(r'<script(?! src=| type="application/json")|<img', html)
    } == set()
    assert "&lt;script&gt;" in made["mo-hinh/m1/"]


def test_nothing_is_styled_or_scripted_inline():
    showcase = arrange(Records.of(validate(documents([MODEL, model(2)]))[0]))
    made = [str(build().article) for build in builders(showcase, {})]
    made += [str(draw("")) for draw in blocks(showcase).values()]
    attributes = [found for html in made for found in re.findall(r"<[a-z][^>]*? (?:style|on\w+)=", html)]
    assert attributes == []
