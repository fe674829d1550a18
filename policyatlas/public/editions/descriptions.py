"""What the columns of a whole edition's tables hold, for people who have the files and not the site."""

from policyatlas.public import words

_SLUGS = "_slugs"
# A heading, or `kind.heading` where it means something of its own there: what stands in the column.
DESCRIPTIONS: dict[str, str] = {
    "abbreviation": "The abbreviation in use, such as METI.",
    "aims": "What it was for, close to the words of the source.",
    "approach": "Top-down or bottom-up, only where a source says so.",
    "authors": "As “Family, G.; Family, G.”, in printed order.",
    "cited_by": "How many sources cite it.",
    "claims": "What each source says, in a few words, joined by “ | ”; editorial.",
    "code": "The code in JIS X 0401: two digits, a text because of the leading nought.",
    "term.code": "The word that stands for the term in data.",
    "comment": "What differs and how much it matters; editorial.",
    "container": "The journal or book it is part of.",
    "criteria": "How many criteria the framework has.",
    "definition": "What is counted, by whom, with which limits.",
    "description": "What it is and where it comes from.",
    "designated": "The calendar year in which a programme first designated it.",
    "designations": "The programmes that designated it.",
    "development_phase": "The phase of development that the source places it in.",
    "dimension": "What the finding is about, a term of the scheme “dimension”.",
    "direction": "Which way is better, for charts only.",
    "end_year": "The last calendar year.",
    "ended": "The last calendar year of its existence.",
    "evaluation": "The evaluation that found it.",
    "evaluator": "Who judged.",
    "fields": "The fields of technology it works on.",
    "fields_printed": "The fields as the source prints them.",
    "findings": "How many findings it has in the table of findings.",
    "fiscal_year": "“yes” if the years of the period are Japanese fiscal years (April to March), else “no”.",
    "focuses": "The fields it focuses on.",
    "formation_base": "What the cluster formed around.",
    "founded": "The calendar year of its foundation.",
    "framework": "The framework it judges by.",
    "indicator": "What is measured.",
    "instruments": "The means it uses, terms of the scheme “instrument”.",
    "target_groups": "Whom it is to reach, terms of the scheme “target-group”.",
    "kind": "What sort it is.",
    "language": "The ISO 639 code of the language of its text.",
    "level": "The level of government that made it.",
    "licence": "The licence that the source states.",
    "meti_bureau": "The regional bureau of METI that is responsible.",
    "method": "How the evaluation went about it.",
    "parent": "The larger place it is part of.",
    "term.parent": "The broader term.",
    "passages": "The passages it rests on, each as place in the document and quotation, joined by “ | ”.",
    "period": "The period in words, those of the source where it prints any (“~1995” is not “1995”).",
    "period_end": "The last year that the figure covers: a fiscal year where “fiscal_year” says so.",
    "period_start": "The first year that the figure covers: a fiscal year where “fiscal_year” says so.",
    "phase": "The phase of Japan's policy in which it began.",
    "place": "Where it is.",
    "place_kind": "What sort of place.",
    "places": "The places it concerns.",
    "positions": "How many positions there are.",
    "printed_reference": "The reference as the citing document prints it.",
    "publisher": "The publisher, with the place, as printed.",
    "qualifier": "What the source says of the number: exact, about, at-least, over or nearly.",
    "rank": "Where sources differ, which figure the atlas prefers; editorial.",
    "ratings": "How many ratings it gives.",
    "remark": "How the source prints it and what limits it; editorial.",
    "resolution": "What the atlas does about it; editorial.",
    "roles": "The organisations that led it.",
    "scheme": "The list of terms it belongs to.",
    "slug": "Its name in addresses and in references, for ever the same.",
    "source": "The document in which the evaluation stands.",
    "sources": "The documents it rests on, joined by “; ”.",
    "start_year": "The first calendar year.",
    "statement": "What was found.",
    "stip_code": "The code in the taxonomy of the EC-OECD STIP Compass that means the same.",
    "strength": "How strong the method is, from argument to counterfactual.",
    "subject": "What it is about.",
    "subjects": "What it is about.",
    "successor": "The organisation that took over.",
    "summary": "What became of it; editorial.",
    "title_en": "The title in English.",
    "title_ja": "The title in Japanese.",
    "unit": "The full unit, such as “JPY per year”, “persons”, “per cent”, “year”, “rank”.",
    "upper_value": "The upper end where the source gives a range, in the unit that “unit” names; else not applicable.",
    "url": "A permanent address on the web.",
    "value": (
        "The number in the unit that “unit” names, in full units: 680 million yen are 680000000. "
        "It is only as exact as “qualifier” says; with an “upper_value” it is the lower end of a range."
    ),
    "verdict": "What the finding says of its subject: positive, mixed, negative or open.",
    "year": "The calendar year.",
    "source.year": "The calendar year of publication.",
}


def title_of(heading: str, kind: str) -> str:
    """What people call the column, such as `Start year`; of slugs, whose they are."""
    if heading.startswith("title_"):
        return {"title_en": "Title in English", "title_ja": "Title in Japanese"}[heading]
    if heading.endswith(_SLUGS):
        return f"Slugs: {title_of(heading.removesuffix(_SLUGS), kind)}"
    return words.attribute(heading, "en", kind)


def description_of(heading: str, kind: str) -> str:
    """What stands in the column of a table of `kind`; a KeyError where nobody has said it yet."""
    if heading.endswith(_SLUGS):
        return f"The slugs of what “{heading.removesuffix(_SLUGS)}” names, in the same order, joined by “; ”."
    return DESCRIPTIONS.get(f"{kind}.{heading}") or DESCRIPTIONS[heading]
