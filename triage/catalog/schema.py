"""What each file of ``data/`` must look like. The keys are explained in ``docs/data.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.catalog.shapes import (
    Fault,
    Shape,
    anything,
    bilingual,
    day,
    label,
    list_of,
    mapping_of,
    matching,
    one_of,
    record,
    source_date,
    text,
    tree_of,
)
from triage.catalog.yaml_lines import Path
from triage.model import CLAIMS, DEEDS, RELATIONS

ID = matching(r"[a-z0-9]+(-[a-z0-9]+)*", "an id (lower case, digits, hyphens)")
VARIANT_ID = matching(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)?", "an id, with a variant after a dot at most")
CUE_ID = matching(r"[a-z]+(\.[a-z0-9_]+)+", "a cue id (family.name)")
WHOLE = matching(r"[0-9]+", "a whole number")
YES_NO = one_of("yes", "no")
DIGITS = matching(r"[0-9]{3,21}", "a number of digits only")
HOST = matching(r"[a-z0-9]+(-+[a-z0-9]+)*(\.[a-z0-9]+(-+[a-z0-9]+)*)+", "a host name in lower case")

URL = matching(r"https?://[a-z0-9.-]+(/[^\s]*)?", "a link (https://host/…)")

PHONE_KINDS = (
    *("mobile", "virtual_mobile", "landline", "service_95", "service_96", "hotline_12", "hotline_400", "sms_106"),
    *("carrier", "overseas", "emergency", "unknown"),
)
ROLES = ("lender", "platform", "collector", "authority", "carrier", "other")
LENDER_TYPES = ("bank", "consumer_finance", "microloan", "platform", "p2p", "none")
STATUSES = ("active", "renamed", "licence_ended", "defunct", "investigated", "label", "unknown")
CONTACT_KINDS = ("hotline", "sms_port", "domain", "signature", "app")
SOURCE_KINDS = ("official", "regulator", "press_statement", "app_code", "list", "observed")
CONFIDENCES = ("high", "medium", "low")
CATEGORIES = (
    *("bank_state_owned", "bank_joint_stock", "bank_city_rural_or_foreign", "bank_private", "consumer_finance_company"),
    *("ecommerce_lender", "loan_facilitation", "p2p_legacy", "ambiguous_brand", "collector_label", "collection_label"),
    *("platform_label", "payment", "insurance_group", "regulator", "industry_body", "police", "court"),
    *("public_service", "telecom_operator", "media"),
)
# What a line is for. The second list is never for a borrower to call.
PURPOSES = (
    *("general", "credit_card", "finance", "microloan", "post_loan", "payment", "parent_general", "complaints"),
    *("emergency", "anti_fraud", "litigation", "legal_advice", "government_services", "credit_report", "spam_reports"),
    *("telecom_complaints", "consumer_complaints", "securities_complaints", "police_complaints", "content_reports"),
    *("procuratorate", "medical_emergency", "psychological_support"),
)
NOT_FOR_BORROWERS = (
    *("outbound_or_marketing", "vip", "overseas", "corporate", "cobrand", "app_support", "closed", "other"),
)
DOMAIN_PURPOSES = ("primary", "parent", "group", "finance", "payment", "short_link", "former", "legacy", "other")
LINE_KINDS = ("hotline", "sms_port")
PATH_KINDS = ("app", "collectors_list", "cost_table", "credit_report", "website")
RELATIONS_OF_ORGS = ("parent", "brand_of", "funded_by", "renamed_to", "successor")
MATCHES = {"sms_port": ("exact", "prefix"), "domain": ("registrable", "host")}

CONTACT_KEYS = record(
    {
        "kind": one_of(*CONTACT_KINDS),
        "value": text,
        "purpose": one_of(*dict.fromkeys((*PURPOSES, *NOT_FOR_BORROWERS, *DOMAIN_PURPOSES))),
        "callable_by": one_of("borrower", "nobody"),
        "confidence": one_of(*CONFIDENCES),
        "source_kind": one_of(*SOURCE_KINDS),
        "as_of": source_date,
        "sources": list_of(ID, 1),
    },
    {"match": text, "note": bilingual},
)


def contact(value: Any, path: Path) -> Iterator[Fault]:
    """One way an organisation is reached or known by."""
    faults = tuple(CONTACT_KEYS(value, path))
    yield from faults
    if faults:
        return
    kind = value["kind"]
    if kind in LINE_KINDS:
        yield from DIGITS(value["value"], (*path, "value"))
    if kind == "domain":
        yield from HOST(value["value"], (*path, "value"))
    allowed = MATCHES.get(kind, ("exact",))
    yield from one_of(*allowed)(value.get("match", "exact" if "exact" in allowed else ""), (*path, "match"))
    purposes = DOMAIN_PURPOSES if kind == "domain" else (*PURPOSES, *NOT_FOR_BORROWERS)
    yield from one_of(*purposes)(value["purpose"], (*path, "purpose"))
    if value["callable_by"] == "borrower":
        if kind not in ("hotline", "app"):
            yield (*path, "callable_by"), f"nobody calls a {kind}"
        elif value["purpose"] in NOT_FOR_BORROWERS:
            yield (*path, "callable_by"), f"a line for {value['purpose']} is not for borrowers"


PATH = record(
    {
        "kind": one_of(*PATH_KINDS),
        "text": bilingual,
        "confidence": one_of(*CONFIDENCES),
        "as_of": source_date,
        "sources": list_of(ID, 1),
    },
    {"url": URL, "purpose": one_of(*PURPOSES)},
)
PARTNER = record(
    {"org": ID, "relation": one_of(*RELATIONS_OF_ORGS), "as_of": source_date, "sources": list_of(ID, 1)},
    {"note": bilingual},
)
ORG = record(
    {
        "id": ID,
        "name": bilingual,
        "category": one_of(*CATEGORIES),
        "role": one_of(*ROLES),
        "lender_type": one_of(*LENDER_TYPES),
        "status": one_of(*STATUSES),
        "status_as_of": source_date,
        "sources": list_of(ID),
        "contacts": list_of(contact),
    },
    {
        "legal_name": text,
        "status_note": bilingual,
        "aliases": list_of(text),
        "brands": list_of(text),
        "only_signed": list_of(text),
        "identifies": YES_NO,
        "paths": list_of(PATH),
        "partners": list_of(PARTNER),
    },
)
NUMBER_PLAN = record(
    {
        "kind": one_of(*PHONE_KINDS),
        "prefixes": list_of(matching(r"[0-9]+", "the first digits of a number"), 1),
        "lengths": list_of(WHOLE, 1),
        "as_of": source_date,
        "sources": list_of(ID, 1),
    },
    {"note": bilingual},
)
SENDERS = record(
    {
        "orgs": list_of(ORG, 1),
        "short_links": list_of(
            record({"host": HOST, "owner": text, "as_of": source_date, "sources": list_of(ID, 1)}, {"note": bilingual})
        ),
        "number_plan": list_of(NUMBER_PLAN),
        "generic_signatures": list_of(text),
        "do_not_confuse": list_of(record({"names": list_of(text, 2), "sources": list_of(ID, 1), "note": bilingual})),
    }
)

# The kinds of source, and what a record that rests on one is called.
SOURCE_KIND_OF = {
    **dict.fromkeys(("official", "court", "police", "law", "regulation", "rule"), "official"),
    **dict.fromkeys(("regulator", "regulator_list_copy"), "regulator"),
    "official_statement_in_press": "press_statement",
    "official_app_code": "app_code",
    **dict.fromkeys(("curated_repo", "aggregator", "press", "standard", "self_discipline"), "list"),
    "observed": "observed",
}
SOURCES = mapping_of(
    record(
        {"kind": one_of(*SOURCE_KIND_OF), "title": text, "ref": text, "as_of": source_date, "retrieved": day},
        {"note": text},
    ),
    ID,
)

PERCENT = matching(r"[0-9]{1,2}\.[0-9]{2}", "a percentage with two places, such as 3.85")
LPR = record(
    {
        "line_since": day,
        "rates": list_of(
            record(
                {
                    "start": day,
                    "end": day,
                    "percent": PERCENT,
                    "verified": one_of("A", "B", "C"),
                    "sources": list_of(ID, 1),
                    "as_of": source_date,
                }
            ),
            1,
        ),
    }
)

STALENESS = record(dict.fromkeys((*CONTACT_KINDS, "path", "partner", "public_body"), WHOLE))

LEVELS = ("law", "regulation", "rule", "standard", "self_discipline", "none")
FACTS = list_of(
    record(
        {
            "id": ID,
            "statement": bilingual,
            "short": bilingual,
            "level": one_of(*LEVELS),
            "verified": one_of("A", "B", "C"),
            "sources": list_of(ID, 1),
            "last_checked": day,
        },
        {"limits": bilingual, "start": day, "end": day},
    ),
    1,
)

AXES = ("scam", "error", "conduct", "info")
ERRORS_ABOUT = ("recipient", "paid", "amount", "date", "no_loan")
RED_LINES = (
    *("private_account", "asks_code", "screen_share", "advance_fee", "off_app_contact", "fake_authority"),
    *("phishing_link", "app_install", "secrecy"),
)
POINTS = (
    *("threat_violence", "insult", "public_shaming", "third_party_disclosure", "third_party_collection"),
    *("false_consequence", "impersonates_authority", "night_hours", "extra_fee", "induce_new_loan"),
)
EXAMPLE = record(
    {"text": text},
    {
        "received_at": text,
        "sender": text,
        "channel": text,
        "as_of": day,
        "context": anything,
        "org": text,
    },
)
RULE = record(
    {
        "id": ID,
        "since": text,
        "status": one_of("draft", "stable", "retired"),
        "axis": one_of(*AXES),
        "severity": one_of("info", "caution", "serious"),
        "confidence": one_of(*CONFIDENCES),
        "when": mapping_of(anything),
        "title": bilingual,
        "why": bilingual,
        "misses": bilingual,
        "examples": record({"hit": list_of(EXAMPLE), "miss": list_of(EXAMPLE)}),
    },
    {
        "red_line": one_of(*RED_LINES),
        "point": one_of(*POINTS),
        "error_about": one_of(*ERRORS_ABOUT),
        "facts": list_of(ID),
        "level": one_of(*LEVELS),
        "needs": list_of(text),
        "steps": list_of(VARIANT_ID),
        "covers": list_of(ID),
        "yields": one_of("axis"),
        "start": day,
        "end": day,
        "reason": bilingual,
        "successor": ID,
    },
)
CONDITIONS = mapping_of(mapping_of(anything))
KINDS = list_of(record({"id": matching("[a-z_]+", "the name of a kind"), "when": mapping_of(anything)}), 1)

STAGES = ("safety", "legal_date", "verify", "negotiate", "complain", "keep")
PLACES = ("headline", "exception", "dont", "truth", "cause", "closing")
SELECTOR = matching(
    r"claimed:(hotline|parent|app)|org:[a-z0-9-]+:(hotline|app)",
    "claimed:hotline, claimed:parent, claimed:app, org:ID:hotline or org:ID:app",
)
# The keys of a `when` of steps and pieces, each also with not_ before it, and what may stand there (None: checked
# against the data).
WHEN: dict[str, tuple[str, ...] | None] = {
    "headline": (
        *("act_now", "scam_likely", "court_paper", "wrong_recipient", "error_likely", "conduct_serious"),
        *("scam_possible", "error_possible", "conduct_questionable", "verify_first", "not_collection"),
    ),
    "kind": None,
    "scam": ("none_found", "possible", "likely"),
    "error": ("none_found", "possible", "likely"),
    "conduct": ("none_found", "questionable", "serious"),
    "identity": ("consistent", "unconfirmed", "contradicted"),
    "error_about": ERRORS_ABOUT,
    "relation": RELATIONS,
    "claim": CLAIMS,
    "did": DEEDS,
    "red_line": RED_LINES,
    "point": POINTS,
    "rule": None,
    "cue": None,
    "org_status": STATUSES,
    "org_role": ROLES,
    "lender_type": LENDER_TYPES,
    "has": None,
    "situation": None,
}


def keyed(allowed: tuple[str, ...] | None) -> Shape:
    """The values of one key of a ``when``."""
    return list_of(text if allowed is None else one_of(*allowed), 1)


CASE = record({}, {prefix + key: keyed(allowed) for key, allowed in WHEN.items() for prefix in ("", "not_")})
ENTRY: dict[str, Shape] = {"id": VARIANT_ID, "order": WHOLE, "when": CASE, "text": bilingual}
ENTRY_MORE: dict[str, Shape] = {"contacts": list_of(SELECTOR), "facts": list_of(ID)}
STEPS = list_of(record({**ENTRY, "stage": one_of(*STAGES)}, ENTRY_MORE), 1)
ANSWERS = record(
    {
        "terms": record(
            {
                "court_answer": record({"days": WHOLE, "fact": ID}),
                "old_debt": record({"years": WHOLE, "fact": ID}),
            }
        ),
        "pieces": list_of(record({**ENTRY, "place": one_of(*PLACES)}, ENTRY_MORE), 1),
    }
)

# Files that a plain answer does not need; their shapes stand in ``guidance.py``.
FURTHER = ("guide.yaml", "routes.yaml", "easy.yaml")

WORDS = mapping_of(tree_of(label, ("zh", "en")))
CUES = mapping_of(
    record({"words": list_of(text, 1)}, {key: list_of(text, 1) for key in ("not", "after", "before")}), CUE_ID
)


def shape_of(name: str) -> Shape | None:
    """The shape of the file ``name`` (under the data folder, ``/`` between its parts), None when it is unknown."""
    fixed = {
        "known_senders.yaml": SENDERS,
        "staleness.yaml": STALENESS,
        "facts.yaml": FACTS,
        "lpr.yaml": LPR,
        "conditions.yaml": CONDITIONS,
        "kinds.yaml": KINDS,
        "steps.yaml": STEPS,
        "answers.yaml": ANSWERS,
    }
    if name in fixed:
        return fixed[name]
    if name in FURTHER:
        from triage.catalog.guidance import shapes

        return shapes()[name]
    if name == "letters.yaml":
        from triage.catalog.letter_check import shape

        return shape()
    folder, _, base = name.rpartition("/")
    if folder == "rules":
        return RULE
    if folder == "lexicon":
        if base == "classes.yaml":
            return mapping_of(list_of(text, 1))
        return CUES if base.startswith("cues_") else mapping_of(anything)
    if not folder and base.startswith("sources"):
        return SOURCES
    if not folder and base.startswith("ui"):
        return WORDS
    return None
