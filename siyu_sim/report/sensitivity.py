"""The page of a sensitivity study: which assumption decides between two arms, and at which value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from siyu_sim.report.bilingual import in_languages
from siyu_sim.report.estimate import Estimate
from siyu_sim.report.figures import Figure
from siyu_sim.report.figures import sensitivity as figures
from siyu_sim.report.figures.sensitivity import Look, crossing, size
from siyu_sim.report.limits import cut_shares
from siyu_sim.report.parts import Section, Table
from siyu_sim.report.plain import PlainPage, Said, build
from siyu_sim.report.statements import Quantity, Statement
from siyu_sim.report.verdicts import Findings, Turn, findings
from siyu_sim.report.view import PlanView
from siyu_sim.report.words import PAGE_LANG

if TYPE_CHECKING:
    from siyu_sim.study.sensitivity import Sensitivity

KIND = "sensitivity"
MOST_TURNS = 6  # sentences about single assumptions


def page(found: Sensitivity) -> PlainPage:
    """The page in the plan's languages."""
    return in_languages(found.plan.report.languages, lambda lang: _page(PlanView(found.plan, lang), found))


def _page(view: PlanView, found: Sensitivity) -> PlainPage:
    look = Look(view, found, findings(found))
    w, n, plan = view.words, view.numbers, found.plan
    parts: list[tuple[str, list[Figure | None], list[Table]]] = [
        ("tornado", [figures.tornado(look)], [closely(look)]),
        ("curves", [*figures.curves(look)], []),
        ("shares", [figures.shares(look)], []),
        ("screening", [figures.screening(look)], [screened(look)]),
    ]
    sections = []
    for key, made, grids in parts:
        drawn = [figure for figure in made if figure is not None]
        if drawn or grids:
            sections.append(
                Section(key, w.text(f"section.{key}"), w.text(f"nav.{key}"), drawn, grids, look.what if key == "curves" else "")
            )
    business = w.text("meta.business", name=w.or_name("business", plan.business)) if plan.business else ""
    scenario = plan.scenario
    meta = w.text(
        "sens.meta",
        business=business,
        people=n.whole(scenario.market.size),
        days=n.whole(scenario.horizon_days),
        n=n.whole(len(found.screening)),
        runs=n.whole(found.runs),
    )
    question = w.text("sens.question", question=plan.question.get(view.lang) or plan.name)
    frames = {name: getattr(found, name) for name in ("screening", "curves", "flips")} | {"shares": cut_shares(found.shares)}
    settings = plan.study.sensitivity
    return build(
        view,
        KIND,
        said(look),
        sections,
        frames,
        question={view.lang: question},
        meta=meta,
        worlds=(max(settings.trajectories, settings.worlds), plan.study.seed),
        runs=found.runs,
    )


# ------------------------------------------------------------------------------------------------- what is said


def said(look: Look) -> Said:
    """The answer from what was found."""
    found, plan, told = look.found, look.found.plan, look.said
    sure = Statement(
        "sens.sure",
        {
            "runs": Quantity(found.runs, form="whole"),
            "n": told.screened,
            "k": told.kept,
            "worlds": plan.study.sensitivity.worlds,
            "level": look.view.level_text,
        },
    )
    reasons = [
        *(_turn(look, turn) for turn in told.turns[1 : MOST_TURNS + 1]),
        *([_now(look, "sens.now", worlds=plan.study.sensitivity.worlds)] if told.kind == "decides" else []),
        *_variance(look),
    ]
    trajectories = plan.study.sensitivity.trajectories
    warnings = [
        *([Statement("sens.warn.screen", {"n": trajectories, "out": told.missed})] if told.missed else []),
        *(
            [Statement("sens.warn.shares", {"n": Quantity(plan.study.sensitivity.base_samples, form="whole")})]
            if told.rough
            else []
        ),
        Statement("sens.warn.alone"),
        Statement("sens.warn.range"),
    ]
    return Said(headline(look), sure, tuple(reasons), tuple(warnings), told.kind in ("decides", "robust"), _banner(look))


def _banner(look: Look) -> Statement | None:
    """That the decision turns on what nobody has measured, and what to measure."""
    paths = list(dict.fromkeys(turn.path for turn in look.said.turns))
    if look.said.kind != "decides":
        return None
    return Statement("rests.measure", {"paths": Statement("list", {"labels": [look.paths.label(path) for path in paths]})})


def headline(look: Look) -> Statement:
    told = look.said
    pair = {"a": _label(look, 0), "b": _label(look, 1), "metric": _metric(look), "n": len(told.turns), "k": told.kept}
    now = {"bounds": Quantity(told.now, look.unit, "point_bounds")}
    if told.kind == "undefined":
        return Statement("sens.undefined", pair)
    if told.kind == "decides":
        n = len({turn.path for turn in told.turns})
        return Statement("sens.one" if n == 1 else "sens.more", {**pair, "n": n, "first": _turn(look, told.turns[0])})
    if told.kind in ("robust", "shaky"):
        paths = Statement("list", {"labels": [look.paths.label(path) for path in told.shaky]})
        return _now(look, f"sens.{told.kind}", k=told.kept, paths=paths)
    if told.kind == "settles":
        n = len({turn.path for turn in told.turns})
        return Statement("sens.open", {**pair, **now, "n": n, "first": _turn(look, told.turns[0])})
    return Statement("sens.open_all", pair | now)


def _label(look: Look, k: int) -> str | Markup:
    """The label of one of the pair; of a single arm, the other side is zero."""
    if look.own and k == 1:
        return look.view.words.text("sens.zero")
    return look.view.look(look.found.pair[k]).label


def _metric(look: Look) -> str:
    return look.view.words.in_sentence(look.view.label(look.found.metric))


def _sides(look: Look, sign: int) -> tuple[str, str]:
    """(the side that is better, or else higher, where the difference has this sign; the other)."""
    better = look.view.metric(look.found.metric).better
    first = (sign > 0) == (better != "low")
    return (_label(look, 0), _label(look, 1)) if first else (_label(look, 1), _label(look, 0))


def _now(look: Look, key: str, **more: Any) -> Statement:
    """A sentence on the difference as configured, which is clear."""
    now = look.said.now
    ahead, behind = _sides(look, now.sign)
    args = {
        "now": ahead,
        "other": behind,
        "metric": _metric(look),
        "diff": Quantity(now, look.unit, "size"),
        "bounds": Quantity(now if now.mean > 0 else -now, look.unit, "size_bounds"),
    }
    return Statement(key, args | more)


def _turn(look: Look, turn: Turn) -> Statement:
    """One assumption: at which value the other side is ahead, or what would settle the question."""
    ahead, behind = _sides(look, turn.sign)
    args = {
        "path": _path(look, turn.path),
        "at": crossing(turn.at) if look.said.kind == "decides" else size(turn.at),
        "value": size(turn.value),
        "other": ahead,
        "now": behind,
        "low": size(turn.unsure[0]),
        "high": size(turn.unsure[1]),
    }
    if look.said.kind == "settles":
        return Statement(f"sens.settles_{turn.side}", args)
    wide = not math.isnan(turn.unsure[0]) and turn.unsure[0] < turn.unsure[1]
    return Statement(f"sens.{turn.side}{'_unsure' if wide else ''}", args)


def _path(look: Look, path: str) -> Statement:
    """A parameter by its name, what it means, and its path as it is typed."""
    return Statement("sens.path", {"name": look.paths.label(path), "path": path, "meaning": look.paths.meaning(path)})


def _variance(look: Look) -> list[Statement]:
    told = look.said
    if not told.carries.known:
        return [Statement("sens.flat", {"k": told.kept})] if told.kept else []
    args = {
        "k": told.kept,
        "path": _path(look, told.carrier),
        "share": Quantity(told.carries.mean, form="share"),
        "bounds": Quantity(told.carries, "share", "bounds"),
    }
    result = [Statement("sens.carries" if told.carries_clearly else "sens.carries_open", args)]
    if told.alone_at_most < 1:
        result.append(Statement("sens.interact", {"share": Quantity(told.alone_at_most, form="share")}))
    return result


# ------------------------------------------------------------------------------------------------- tables


def closely(look: Look) -> Table:
    """The assumptions that were followed over their range."""
    w, n, found = look.view.words, look.view.numbers, look.found
    shares = {row["path"]: row for row in found.shares.to_dict("records")}
    rows, marked = [], set()
    for k, flip in enumerate(found.flips.to_dict("records")):
        path, one = flip["path"], look.one(flip["path"])
        curve = found.curves[found.curves["path"] == path].to_dict("records")
        share = shares.get(path, {"total": math.nan})
        unsure = "" if math.isnan(flip["unsure_low"]) else _between(look, flip["unsure_low"], flip["unsure_high"])
        rows.append(
            [
                look.paths.named(path),
                size(one.value),
                _between(look, one.low, one.high),
                w.text("sens.never") if math.isnan(flip["at"]) else crossing(flip["at"]),
                unsure,
                *(_plus_minus(look, Estimate(end["diff"], end["diff_low"], end["diff_high"])) for end in (curve[0], curve[-1])),
                "–" if math.isnan(share["total"]) else n.share(min(max(share["total"], 0.0), 1.0)),
            ]
        )
        if flip["decides"]:
            marked.add(k)
    heads = [w.text(f"sens.head.{key}") for key in ("path", "value", "range", "at", "unsure", "low", "high", "share")]
    return Table(w.text("flips.table"), heads, rows, look.what, marked=frozenset(marked))


def screened(look: Look) -> Table:
    """All assumptions, the strongest first."""
    w, found = look.view.words, look.found
    kept = set(found.flips["path"])
    rows, marked = [], set()
    for k, row in enumerate(found.screening.to_dict("records")):
        one = look.one(row["path"])
        rows.append(
            [
                Markup("{}. {}").format(k + 1, look.paths.named(row["path"])),
                size(one.value),
                _between(look, one.low, one.high),
                _plus_minus(look, Estimate(row["strength"], row["strength_low"], row["strength_high"]), half=False),
                look.view.numbers.bare(row["spread"], look.unit),
                look.paths.meaning(row["path"]),
                _why(look, one.why),
            ]
        )
        if row["path"] in kept:
            marked.add(k)
    heads = [w.text(f"sens.head.{key}") for key in ("path", "value", "range", "strength", "spread", "meaning", "why")]
    shown = w.text("screening.show", n=len(rows))
    return Table(w.text("screening.table"), heads, rows, text=True, marked=frozenset(marked), folded=shown)


def _why(look: Look, text: str) -> str | Markup:
    """What an assumption rests on; what a user wrote in another language is marked as such."""
    told, lang = look.paths.evidence(text)
    return told if lang == look.view.lang else Markup('<span lang="{}">{}</span>').format(PAGE_LANG[lang], told)


def _between(look: Look, low: float, high: float) -> str:
    if low == high:
        return size(low)
    return look.view.words.text("sens.between", low=size(low), high=size(high))


def _plus_minus(look: Look, value: Estimate, *, half: bool = True) -> str:
    n = look.view.numbers
    if not value.known:
        return n.bare(value, look.unit)
    if half:
        return f"{n.bare(value, look.unit)} {n.spread(value, look.unit)}".strip()
    return n.bare(value, look.unit) + look.bounds(value)


__all__ = ["Findings", "page", "said"]
