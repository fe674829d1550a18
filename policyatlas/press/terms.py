"""Prints terms."""

from policyatlas.editions.payloads import TermPayload
from policyatlas.editions.writing import Sheet
from policyatlas.records.models import Term
from policyatlas.values.folding import fold

from .parts import cited, kind_of, missing, names, ref, source_keys


def sheets(term: Term) -> list[Sheet]:
    """One entry: the term with its labels, so that other entries can name it by reference."""
    payload = TermPayload(
        name=names(term.label_en, term.label_ja),
        scheme=term.scheme,
        code=term.code,
        parent=ref(term.parent) if term.parent else None,
        stip_code=term.stip_code,
        evidence=cited(term),
        missing=missing(stip_code=term.stip_code),
    )
    return [
        Sheet(
            kind=kind_of(term),
            slug=term.slug,
            payload=payload,
            title_en=term.label_en,
            title_ja=term.label_ja,
            text=fold(term.label_en, term.label_ja, term.code),
            facets={"scheme": [term.scheme], "source": source_keys(payload)},
        )
    ]
