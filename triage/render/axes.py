"""The four axes in words: line 2 of an answer."""

from __future__ import annotations

from triage.advise.situation import not_chinese
from triage.catalog.catalog import Catalog
from triage.model import Report

COURT_KINDS = ("court_notice", "mediation_notice")
NO_CLAIM_KINDS = ("agent_offer", "loan_marketing", "otp", "other", "paid_confirmation")
NO_CONDUCT_KINDS = (*COURT_KINDS, *NO_CLAIM_KINDS, "statement", "account_notice")
NAMELESS = ("none", "generic")  # signatures that name nobody
STOPPED = ("defunct", "licence_ended")


def axes_line(report: Report, catalog: Catalog, lang: str) -> str:
    """``骗局：未发现；差错：…`` with a confidence word for each axis, and what does not apply."""

    def words(group: str, key: str) -> str:
        return catalog.words(group, key).of(lang)

    values = (
        ("scam", words("scam", scam_key(report, catalog))),
        ("error", error_words(report, catalog, lang)),
        ("conduct", words("conduct", conduct_key(report))),
        ("identity", words("identity", identity_key(report, catalog))),
    )
    one = words("labels", "axes")
    return words("labels", "axes_between").join(
        one.format(axis=words("axes", axis), value=value) for axis, value in values
    )


def says_nothing(report: Report) -> bool:
    """Whether nothing in the message could be compared: no sum, no days overdue, no date but 今晚 and the like."""
    reading = report.reading
    dated = any(not one.relative for one in reading.dates)
    overdue = any(one.role == "overdue" for one in reading.durations)
    return not (reading.amounts or dated or overdue or report.context.name)


def scam_key(report: Report, catalog: Catalog) -> str:
    """The word for scam; a demand that names nobody and says nothing shows nothing either way."""
    verdict = report.verdict
    if verdict.scam == "none_found" and not_chinese(report.message.text):
        return "unclear"
    reading = report.reading
    empty = says_nothing(report) and not (reading.links or reading.phones or reading.accounts)
    if verdict.scam == "none_found" and verdict.kind not in NO_CONDUCT_KINDS and empty:
        return "unclear" if identity_key(report, catalog) == "unnamed" else verdict.scam
    return verdict.scam


def error_words(report: Report, catalog: Catalog, lang: str) -> str:
    """Whether the claim seems wrong, about what, and whether only the recipient says so."""
    verdict = report.verdict
    if verdict.error == "none_found":
        if verdict.scam == "likely" or verdict.kind in COURT_KINDS or not_chinese(report.message.text):
            key = "unclear"
        elif verdict.kind in NO_CLAIM_KINDS:
            key = "not_applicable"
        else:
            key = "unclear" if says_nothing(report) else "none_found"
        return catalog.words("error", key).of(lang)
    if verdict.error_about == ("recipient",):
        return catalog.words("error", f"{verdict.error}_recipient").of(lang)
    found = [one for one in report.findings if one.axis == "error"]
    if found and all(at.field.startswith("context.") for one in found for at in one.at):
        about = [catalog.words("error", "as_you_say").of(lang)]
    else:
        about = [catalog.words("error_about", one).of(lang) for one in verdict.error_about]
    said = catalog.words("error", verdict.error).of(lang)
    listed = catalog.words("labels", "listed").of(lang).join(about)
    return said + catalog.words("error", "about").of(lang).format(list=listed) if about else said


def conduct_key(report: Report) -> str:
    """The word for the way of collecting; an impersonator's words are not judged apart."""
    verdict = report.verdict
    if verdict.scam == "likely":
        return "apart"
    if verdict.conduct == "none_found" and verdict.kind in NO_CONDUCT_KINDS:
        return "not_applicable"
    if verdict.conduct == "none_found" and not_chinese(report.message.text):
        return "unclear"
    return verdict.conduct


def identity_key(report: Report, catalog: Catalog) -> str:
    """The word for identity; ``unconfirmed`` says why where that can be seen."""
    value = report.verdict.identity
    if value == "consistent":
        court = any(one.subject == "link" and one.status == "match" for one in report.checks)
        return "court_host" if court and report.verdict.kind in COURT_KINDS else value
    if value != "unconfirmed":
        return value
    orgs = [catalog.org(one.org) for one in report.claimed if one.org]
    if any(org.status in STOPPED for org in orgs):
        return "stopped"
    labelled = bool(orgs) or any(one.role == "collector" for one in report.claimed)
    if labelled and not any(org.identifies for org in orgs):
        return "no_lender"
    if orgs:
        return "no_sender" if report.message.sender is None else value
    signed = {one.reason for one in report.checks if one.subject == "signature"}
    return "not_on_record" if report.claimed or signed.difference(NAMELESS) else "unnamed"
