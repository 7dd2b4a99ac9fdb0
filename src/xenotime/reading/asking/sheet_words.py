"""The words of a request sheet in both languages: its headings, what it explains, the answers that it takes."""

import re

from xenotime.facts.request import Request

HEADS = {
    "English": ("No.", "Question", "Answers", "Answer", "Refused", "Licence number", "Answered by", "Answered on",
                "Valid until", "Comment"),
    "中文": ("编号", "问题", "可选答复", "答复", "拒绝答复", "许可证编号", "答复人", "答复日期", "有效期至", "备注"),
}  # fmt: skip
WIDTHS = (8, 62, 20, 22, 10, 22, 22, 13, 13, 34)
ABOUT, ABOUT_LINES = "About 说明", {
    "en": (
        "Please answer in the sheet English or in the sheet 中文; one of them is enough. Put an x under Refused where you do not answer: that is kept. Days as YYYY-MM-DD.",
        "Please do not state {never}.",
    ),
    "zh": (
        "请在“English”或“中文”任一工作表中作答，填写其一即可。如不作答，请在“拒绝答复”栏填写 x，我方将按此记录。日期格式：YYYY-MM-DD。",
        "请勿提供：{never}。",
    ),
}  # fmt: skip
CHINESE = {
    "是": "yes",
    "否": "no",
    "无": "none",
    "没有": "none",
    "低于": "below",
    "达到或高于": "at or above",
}
SHOWN = {
    "yes": "是",
    "no": "否",
    "none": "无",
    "below": "低于",
    "at or above": "达到或高于",
    "text": "文字",
    "amount": "金额（每单位，注明币种）",
}
ENGLISH = {"amount": "amount for one unit, with its currency"}
TICKS = frozenset(
    {"x", "×", "yes", "y", "true", "1", "是", "✓", "√", "☑", "☒", "refused", "拒绝", "拒绝答复"}
)
NO_TICKS = frozenset({"", "no", "n", "false", "0", "-", "否", "☐"})
FREE = frozenset({"text", "amount"})
NUMBERED = re.compile(r"Q\d+")
BETWEEN = " / "
"""What parts the answers that a sheet offers."""


def offered(request: Request, *, chinese: bool) -> list[str]:
    """The answers that a sheet offers, in its language."""
    return [(SHOWN if chinese else ENGLISH).get(word, word) for word in request.answers]
