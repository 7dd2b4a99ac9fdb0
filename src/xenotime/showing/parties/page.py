"""Who is behind a party, as one page with a drawing; it asks nothing of any other place."""

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup, escape

from xenotime.casework.ownsview import AuthorityAnswer, OwnsView
from xenotime.owning.chain import line_of
from xenotime.showing.parties.drawing import drawing
from xenotime.showing.parties.text import answer_text, lists_text, stays, why
from xenotime.showing.words import NOTICE, clean, truth_word

STYLE = Path(__file__).parents[1] / "templates" / "page.css"


def page_of(view: OwnsView) -> str:
    """The page; everything in it that comes from a book or a list is escaped."""
    title = text_of(f"{view.party.id} {view.party.name}")
    style = Markup(STYLE.read_text("utf-8"))  # noqa: S704  our own file
    head = Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><style>{}</style></head><body><main>'
    ).format(title, style)
    foot = Markup("<p>{}</p></main></body></html>\n").format(NOTICE)
    return str(head + part_of(view) + foot)


def part_of(view: OwnsView) -> Markup:
    """The part of a page that shows one party: answers, drawings, proposals, what limits them."""
    parts = [
        Markup("<h1>{} {}</h1><p>On {}, law as known on {}.</p>").format(
            text_of(view.party.id), text_of(view.party.name), view.on, view.known_on
        )
    ]
    parts += [_authority(each, view) for each in view.answers]
    if view.proposals:
        rows = [
            (
                each.party,
                f"{each.candidate.score:.2f}",
                each.candidate.name,
                each.entry,
                each.decision or "open",
                "; ".join(why(each)),
            )
            for each in view.proposals
        ]
        heads = ("party", "score", "listed as", "entry", "decided", "why")
        parts.append(Markup("<h2>Names that may mean a listed party</h2>") + _table(heads, rows))
    if view.ties:
        rows_ = [(each.party, each.other, each.what, each.source) for each in view.ties]
        parts.append(Markup("<h2>Other ties</h2>") + _table(("who", "with", "what", "source"), rows_))
    parts += [Markup("<p><b>Look closer</b>: {}.</p>").format(text_of(flag)) for flag in view.flags]
    parts += [Markup("<p>{}.</p>").format(text_of(limit)) for limit in view.limits]
    return Markup("\n").join(parts)


def _authority(answer: AuthorityAnswer, view: OwnsView) -> Markup:
    rows = [
        (
            truth_word(each.owned.truth),
            f"owners {each.way.owners}, tiers {each.way.tiers}, {line_of(each.way)}",
            each.owned.because,
        )
        for each in answer.ways
    ]
    whole = Markup("<h2>{}: {}</h2><p>{}</p>").format(
        text_of(answer.adds.place.id), answer_text(answer), text_of(lists_text(answer))
    )
    whole += Markup("").join(Markup("<p>Stayed {}.</p>").format(text_of(each)) for each in stays(answer))
    whole += _table(("answer", "way of adding", "because"), rows)
    shown = answer.shown.owned
    if shown.chain:
        whole += drawing(view.party.id, shown.chain, dict(view.names))
    if shown.lines:
        whole += _table(
            ("what", "amount", "why"), [(each.what, each.amount, each.why) for each in shown.lines]
        )
    asks = [Markup("<li>{}</li>").format(text_of(each.ask)) for each in shown.missing]
    return whole + (Markup("<ul>{}</ul>").format(Markup("").join(asks)) if asks else Markup(""))


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Markup:
    top = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in heads)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(text_of(cell)) for cell in row)
        )
        for row in rows
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(top, body)


def text_of(text: str) -> Markup:
    """The text, escaped and without control characters."""
    return escape(clean(text))
