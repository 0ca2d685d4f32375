"""Models told twice are found among many that are one each; what people judged different is not told again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from checking import codes, found, model, site
from whole_sites import REPOSITORY

from generator.pipeline.check import check_site
from generator.records.source import Document

sys.path.insert(0, str(REPOSITORY / "bench/overlap"))
import measure  # the bench of 5,000 records, here with a few

STORY = """Đường xóm Đông tối, chiều về học sinh và người đi chợ hay vấp ngã. Hội phụ nữ họp các hộ ở nhà văn hóa, mỗi hộ góp
một bóng đèn, hộ nào có thợ thì góp công mắc dây. Các chị chia phiên trông nom, bóng nào hỏng thì thay trong ngày. Từ hôm đèn
sáng, tối đến bà con ra đường đi bộ, trẻ con sang nhà nhau học bài, đường xóm sạch hơn vì ai cũng thấy rác. Cuối năm các chị
đọc sổ thu chi trước cuộc họp xóm, hộ nào hỏi gì cũng được trả lời, nên năm sau góp tiền thay bóng không ai phải giục."""
TOLD_TWICE = (
    model("m1", body=STORY, number=1, name="Thắp sáng đường xóm"),
    model("m2", body=STORY.replace("Cuối năm", "Tháng chạp"), number=2, name="Ánh điện làng quê"),
)


def judged(*pairs: tuple[str, str]) -> list[Document]:
    """The entries of `content/different.yml`."""
    return [
        Document(
            "difference",
            "content/different.yml",
            {"a": a, "b": b, "reason": "Hai chi hội khác nhau", "date": "2026-05-04", "by": "Ban Dân vận"},
            prefix=(number,),
        )
        for number, (a, b) in enumerate(pairs)
    ]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> measure.Quality:
    root: Path = tmp_path_factory.mktemp("planted") / "site"
    planted = measure.plant(root, records=300, pairs=50, seed=2)
    return measure.quality(planted, check_site(root).findings)


def test_of_planted_pairs_nearly_all_are_told(told: measure.Quality):
    assert told.planted.total() >= 45
    assert told.recall >= 0.95, told.missed


def test_every_way_of_telling_a_model_again_is_recognised(told: measure.Quality):
    assert set(told.planted) == {"renamed", "years", "hamlet", "commune", "retold", "misfiled", "merged"}
    assert all(told.found[kind] for kind in told.planted), told.missed


def test_of_told_pairs_nearly_all_are_one_model(told: measure.Quality):
    assert told.precision >= 0.9, told.imagined


def test_look_alikes_are_left_alone(told: measure.Quality):
    assert told.taken.total() <= 1, told.taken


def test_one_story_under_two_names_is_told():
    (one,) = site(*TOLD_TWICE)
    assert (one.code, one.file, one.text) == ("KH511", "content/models/m2.md", "Ánh điện làng quê")


def test_a_pair_judged_different_is_not_told():
    assert codes(*TOLD_TWICE, *judged(("HB-2017-0001", "HB-2017-0002"))) == []


def test_the_order_of_the_two_in_different_yml_does_not_matter():
    assert codes(*TOLD_TWICE, *judged(("HB-2017-0002", "HB-2017-0001"))) == []


def test_a_judgement_says_nothing_of_other_pairs():
    third = model("m3", body=STORY, number=3, name="Điện sáng nhà vui")
    left = found(site(*TOLD_TWICE, third, *judged(("HB-2017-0001", "HB-2017-0002"))))
    assert left
    assert all(pair == ("KH511", "Điện sáng nhà vui") for pair in left)


def test_a_judgement_no_longer_needed_is_told():
    other = model("m2", number=2, name="Ánh điện làng quê")
    assert codes(TOLD_TWICE[0], other, *judged(("HB-2017-0001", "HB-2017-0002"))) == ["KH531"]
