"""PPTX: the verdict on the first slide, then a figure a slide, whose title is what the figure says."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from siyu_sim.export.folder import RunFolder
from siyu_sim.report.words import Words

WIDE, TALL = 13.333, 7.5  # inches
EDGE = 0.6
FONT = {"en": "Calibri", "zh": "Microsoft YaHei"}
INK, MUTED, ACCENT = "1B1D20", "5B6068", "0072B2"


def slides(run: RunFolder, pictures: Mapping[str, bytes], lang: str) -> bytes:
    """The bytes of the file. pictures: key of a figure → PNG; figures without one are left out."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(TALL)
    one = _Deck(deck, lang)
    page, words = run.told.pages[lang], Words(lang)
    foot = words.text("export.slide.source", version=run.version)

    first = one.slide()
    one.text(first, page.question, top=0.7, tall=1.3, size=_fit(page.question, 32, 60), colour=MUTED, title=True)
    one.text(first, page.headline, top=2.1, tall=2.2, size=_fit(page.headline, 36, 90), bold=True, colour=ACCENT)
    one.text(first, page.sure, top=4.5, tall=1.9, size=_fit(page.sure, 22, 200))
    one.text(first, foot, top=6.8, tall=0.4, size=12, colour=MUTED)
    for figure in page.figures:
        if figure.key in pictures:
            slide = one.slide()
            says = figure.takeaway or figure.title
            one.text(slide, says, top=0.65, tall=1.1, size=_fit(says, 22, 110), bold=True, colour=ACCENT, title=True)
            if says != figure.title:
                one.text(slide, figure.title, top=0.3, tall=0.4, size=14, colour=MUTED)
            one.picture(slide, pictures[figure.key], figure.alt, top=1.8, tall=5.35)
            slide.notes_slide.notes_text_frame.text = "\n".join([figure.alt, *figure.notes])
    if page.warnings or run.command:
        last = one.slide()
        one.text(last, words.text("export.slide.more"), top=0.5, tall=0.8, size=28, bold=True, title=True)
        body = "\n".join(f"• {warning}" for warning in page.warnings)
        one.text(last, body, top=1.5, tall=4.2, size=_fit(body, 20, 500))
        one.text(last, f"{words.text('export.command')}\n{run.command}\n{foot}", top=5.9, tall=1.3, size=12, colour=MUTED)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _fit(text: str, size: float, letters: int) -> float:
    """A smaller size for text of more than so many Latin letters."""
    wide = sum(2 if "\u2e80" <= sign <= "\uffef" else 1 for sign in text)
    return round(max(10.0, min(size, size * (letters / max(wide, 1)) ** 0.5)), 1)


class _Deck:
    def __init__(self, deck: Any, lang: str) -> None:
        self.deck, self.font = deck, FONT[lang]
        self.layout = next(layout for layout in deck.slide_layouts if layout.name == "Title Only")

    def slide(self) -> Any:
        return self.deck.slides.add_slide(self.layout)

    def text(
        self, slide: Any, text: str, *, top: float, tall: float, size: float, bold: bool = False, colour: str = INK,
        title: bool = False,
    ) -> None:  # fmt: skip
        """title: in the slide's own field, which outlines and screen readers know."""
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Inches, Pt

        place = (Inches(EDGE), Inches(top), Inches(WIDE - 2 * EDGE), Inches(tall))
        box = slide.shapes.title if title else slide.shapes.add_textbox(*place)
        box.left, box.top, box.width, box.height = place
        frame = box.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        for k, part in enumerate(_plain(text).split("\n")):
            paragraph = frame.paragraphs[0] if k == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = part
            run.font.size, run.font.bold, run.font.name = Pt(size), bold, self.font
            run.font.color.rgb = RGBColor.from_string(colour)
            _east_asian(run, self.font)

    def picture(self, slide: Any, png: bytes, alt: str, *, top: float, tall: float) -> None:
        """As large as fits, in the middle."""
        from pptx.util import Inches

        shape = slide.shapes.add_picture(io.BytesIO(png), 0, Inches(top))
        scale = min(Inches(WIDE - 2 * EDGE) / shape.width, Inches(tall) / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape.left = int((Inches(WIDE) - shape.width) / 2)
        shape._element.nvPicPr.cNvPr.set("descr", _plain(alt))


def _plain(text: str) -> str:
    """Without signs that XML cannot hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n" or (sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff")
    )


def _east_asian(run: Any, font: str) -> None:
    """The font of Chinese letters, which PowerPoint keeps apart from that of Latin ones."""
    from pptx.oxml.ns import qn

    properties = run._r.get_or_add_rPr()
    element = properties.makeelement(qn("a:ea"), {"typeface": font})
    latin = properties.find(qn("a:latin"))
    latin.addnext(element)
