"""The language of an answer."""

from __future__ import annotations


def language_of(text: str) -> str:
    """``zh`` for a message with Chinese characters (or without any letter), ``en`` otherwise.

    >>> language_of("您的借款已逾期"), language_of("Your loan is overdue"), language_of("400 123")
    ('zh', 'en', 'zh')
    """
    if any("\u3400" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or sign >= "\U00020000" for sign in text):
        return "zh"
    return "en" if any(sign.isalpha() for sign in text) else "zh"
