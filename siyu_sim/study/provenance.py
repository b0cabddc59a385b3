"""What is needed to get the same numbers again."""

from __future__ import annotations

import hashlib
import json
import shlex
from typing import Any

from siyu_sim.study.plan import Plan


def _of_language(override: str) -> bool:
    return override.lstrip("+").partition("=")[0] == "report.lang"


def provenance(plan: Plan) -> dict[str, Any]:
    """Versions, seeds, configs and their hash, overrides, the command."""
    import platform
    from importlib.metadata import version

    import siyu_sim

    arms = {arm.name: arm.scenario.model_dump(mode="json") for arm in plan.arms}
    text = json.dumps(arms, sort_keys=True, ensure_ascii=False)
    words = ["python -m siyu_sim"]
    if plan.name not in ("as_configured", "sweep"):
        words.append(f"+experiment={plan.name}")
    words += [shlex.quote(override) for override in plan.overrides if not _of_language(override)]
    words.append(f"report.lang={plan.report.settled().lang}")  # whatever the computer speaks on which it is given again
    words += [f"--config-dir {shlex.quote(folder)}" for folder in plan.config_dirs]
    if plan.name == "sweep":
        words.append("--multirun")
    return {
        "command": " ".join(words),
        "siyu_sim": siyu_sim.__version__,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in ("numpy", "numba", "simpy", "hydra-core", "pandas", "plotly")},
        "config_hash": hashlib.sha256(text.encode()).hexdigest(),
        "seeds": [plan.study.seed, plan.study.seed + plan.study.replications - 1],
        "replications": plan.study.replications,
        "engine": plan.study.engine,
        "overrides": list(plan.overrides),
        "arms": {arm.name: list(arm.overrides) for arm in plan.arms},
        "scenarios": arms,
    }
