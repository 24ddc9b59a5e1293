"""Several messages in one paste are taken apart; paragraphs of one stay together."""

import pytest

from triage.catalog import load_catalog
from triage.read.split import split_messages

LEXICON = load_catalog().lexicon
ONE = "【小舟借款】您的借款已逾期5天，请尽快还款。"
TWO = "【青竹银行】您尾号0001信用卡11月账单已出，还款日12月08日。"
END = "您的借款已逾期，请尽快处理，退订回T【口袋分期】"
LAST = "尊敬的用户，您的账单已出，请按时还款。【青竹银行】"


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        ONE + "\n",
        "您的借款已逾期5天。\n\n请尽快还款，否则将起诉。",
        ONE + "\n\n如有疑问请联系客服。",
        ONE + "\n【温馨提示】请勿向个人账户转账，谨防诈骗。",
        ONE + "\n\n【还款方式】登录小舟借款App，进入还款页面。",
        "尊敬的用户：\n您的借款已逾期。\n\n请尽快还款。【小舟借款】",
        "【小舟借款】\n您的借款已逾期5天，请尽快还款。",
        "您好\n\n" + ONE,
        "\n\n" + ONE + "\n\n",
        "[图片]\n" + ONE,
        "",
        "\n",
    ],
)
def test_one_message_stays_one(text: str) -> None:
    assert split_messages(text, LEXICON) == (text,)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"{ONE}\n{TWO}", (ONE, TWO)),
        (f"{ONE}\r\n\r\n{TWO}\r\n", (ONE, TWO)),
        (f"{ONE}\n\n{TWO}\n\n{ONE}", (ONE, TWO, ONE)),
        (f"{END}\n\n{LAST}", (END, LAST)),
        (f"{END}\n{ONE}", (END, ONE)),
        (f"{ONE}\n如有疑问请联系客服。\n\n{TWO}", (f"{ONE}\n如有疑问请联系客服。", TWO)),
        (
            f"{ONE}\n【温馨提示】谨防诈骗，请勿转账给个人。\n{TWO}",
            (f"{ONE}\n【温馨提示】谨防诈骗，请勿转账给个人。", TWO),
        ),
    ],
)
def test_several_are_split(text: str, parts: tuple[str, ...]) -> None:
    found = split_messages(text, LEXICON)
    assert tuple(part.strip() for part in found) == parts


def test_nothing_is_lost() -> None:
    text = f"{ONE}\n如有疑问请联系客服。\n\n{TWO}\n\n另有说明\n\n{LAST}"
    assert "".join("".join(split_messages(text, LEXICON)).split()) == "".join(text.split())
