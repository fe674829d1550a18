"""Pictures of pages: how they are taken, kept small, and held against those kept."""

import io
from pathlib import Path

from PIL import Image, ImageChops

KEPT = Path(__file__).parent / "pictures"
# A telephone and a desk; of long pages the beginning is enough.
WIDTHS = (1280, 390)
HEIGHT = 2400
SCHEMES = ("light", "dark")
_SMALLER = {1280: 4, 390: 3}
# In the small picture: the side of a square, and how far its mean grey may wander before one would see it.
_SQUARE = 8
_SEEN = 12


def small(picture: bytes, width: int) -> Image.Image:
    """A screenshot as it is kept: the beginning of the page, a quarter or a third as wide."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, HEIGHT)))
    by = _SMALLER[width]
    return image.resize((image.width // by, max(1, image.height // by)), Image.Resampling.BOX)


def keep(image: Image.Image, name: str) -> None:
    """Make it the one that later pictures are held against."""
    KEPT.mkdir(exist_ok=True)
    image.save(KEPT / f"{name}.webp", quality=40, method=6)


def kept(name: str) -> Image.Image | None:
    """The picture kept under that name; None where there is none."""
    path = KEPT / f"{name}.webp"
    return Image.open(path).convert("RGB") if path.exists() else None


def share_changed(one: Image.Image, other: Image.Image) -> float:
    """The share of the picture that one would see to differ, 0 to 1; what only one of them has differs."""
    width, height = max(one.width, other.width), max(one.height, other.height)
    canvases = []
    for image in (one, other):
        canvas = Image.new("L", (width, height))
        canvas.paste(image.convert("L"))
        canvases.append(canvas)
    squares = (max(1, width // _SQUARE), max(1, height // _SQUARE))
    means = ImageChops.difference(*(canvas.resize(squares, Image.Resampling.BOX) for canvas in canvases))
    return sum(means.histogram()[_SEEN:]) / (squares[0] * squares[1])


def beside(name: str, before: Image.Image, after: Image.Image, folder: Path) -> Path:
    """Both side by side in a file of `folder`, for somebody to look at."""
    folder.mkdir(parents=True, exist_ok=True)
    sheet = Image.new("RGB", (before.width + after.width + 8, max(before.height, after.height)), "magenta")
    sheet.paste(before, (0, 0))
    sheet.paste(after, (before.width + 8, 0))
    path = folder / f"{name}.png"
    sheet.save(path)
    return path
