"""Reword a story lightly, as an office does that reports one model again: other words, sentences moved or left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from generator.tools.sample.draw import Draw

# Either way round; chosen by what the sample's stories say, not by what the finder looks at.
_PAIRS = """
bà con = người dân; mọi người = ai nấy; gia đình = nhà; hộ = nhà; mỗi = từng; cùng nhau = chung tay; buổi họp = cuộc họp;
họp = hội ý; làm = thực hiện; việc = công việc; ghi = chép; nói = bảo; hỏi = thăm hỏi; đi = tới; góp = đóng góp; chung = tập thể;
lần = lượt; ngày = hôm; tối = buổi tối; sáng = buổi sáng; tháng = kỳ; năm = niên vụ; xóm = thôn xóm; đường = tuyến đường;
ngõ = lối đi; vườn = mảnh vườn; ruộng = đồng ruộng; nước = nguồn nước; rác = rác thải; trẻ = con trẻ; người già = người cao tuổi;
cán bộ = người phụ trách; tổ = nhóm; trưởng = người đứng đầu; sổ = cuốn sổ; bảng = tấm bảng; tiền = kinh phí; vốn = khoản vốn;
công = công sức; giúp = hỗ trợ; dạy = hướng dẫn; học = học hỏi; xem = theo dõi; kiểm tra = rà soát; đổi = thay; thêm = bổ sung;
ít = không nhiều; nhiều = đông đảo; lớn = to; nhỏ = bé; nhanh = mau; chậm = lâu; khó = vất vả; dễ = thuận; mới = vừa; cũ = trước đây;
tốt = hay; đầu = ban đầu; cuối = sau cùng; trước = từ trước; sau = về sau; còn = vẫn còn; chỉ = mới chỉ; không = chẳng;
được = có được; bắt đầu = khởi đầu; thống nhất = đồng thuận; tự nguyện = tự giác; công khai = rõ ràng; thường xuyên = đều đặn
"""
_SWAPS = {
    one: other
    for pair in _PAIRS.replace("\n", " ").split(";")
    for left, right in [pair.strip().split(" = ")]
    for one, other in ((left, right), (right, left))
}
_SWAPPED = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_SWAPS, key=len, reverse=True))})(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d+")


def reworded(draw: Draw, story: str, *, swap: int = 40, drop: int = 12) -> str:
    """The story with `swap` per cent of the words that have a synonym swapped, `drop` per cent of sentences left out.

    In every third paragraph two sentences change places. Headings stay.
    """
    return (
        "\n\n".join(filter(None, (_paragraph(draw, block, swap, drop) for block in story.strip().split("\n\n")))) + "\n"
    )


def _paragraph(draw: Draw, block: str, swap: int, drop: int) -> str:
    if block.startswith("#"):
        return block
    sentences = [sentence for sentence in _SENTENCE.split(block) if not draw.chance(drop)]
    if len(sentences) > 1 and draw.chance(33):
        sentences[0], sentences[-1] = sentences[-1], sentences[0]
    return _SWAPPED.sub(_swap(draw, swap), " ".join(sentences))


def _swap(draw: Draw, swap: int) -> Callable[[re.Match[str]], str]:
    return lambda found: _SWAPS[found.group()] if draw.chance(swap) else found.group()


def renumbered(draw: Draw, text: str) -> str:
    """The text with other numbers in it: what a report of the next year changes first."""
    return _NUMBER.sub(lambda found: str(int(found.group()) + draw.between(1, 30)), text)
