"""What a list page shows, read from its response."""


def found(response) -> int:
    """How many entries the list says it found."""
    said = response.context["found_words"].split()[0]
    return 0 if said == "None" else int(said)


def titles(response) -> list[str]:
    """What the title column shows, row by row."""
    return [
        part.text
        for row in response.context["rows"]
        for _, cell in row.cells
        for part in cell.parts
        if part.look == "title"
    ]
