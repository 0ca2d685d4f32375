"""What `kheo links` found at addresses outside the site, kept as records: `content/links.yml`."""

from enum import StrEnum

from pydantic import Field

from generator.records.schema.base import Line, PartialDate, Record, Url


class LinkState(StrEnum):
    """What an address that does not simply answer does."""

    MOVED = "moved"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


class OutsideLink(Record):
    """One address that did not simply answer when it was asked; addresses that did are not listed."""

    url: Url = Field(description="Địa chỉ đúng như trong hồ sơ")
    state: LinkState = Field(
        description="moved (đã chuyển), gone (đã mất), unreachable (không tới được), refused (máy chủ từ chối)"
    )
    since: PartialDate = Field(description="Lần kiểm tra đầu tiên thấy như vậy")
    checked: PartialDate = Field(description="Lần kiểm tra gần nhất")
    answer: Line = Field(description="Máy chủ trả lời thế nào")
    to: Url | None = Field(None, description="Địa chỉ mới, khi đã chuyển")

    @property
    def lost(self) -> bool:
        """True when a reader who follows the address finds nothing: it says so itself, or did not answer on two days."""
        return self.state is LinkState.GONE or (self.state is LinkState.UNREACHABLE and self.since != self.checked)
