"""Chinese: what parameters mean. English text, as the schema or the configs have it → Chinese, by topic."""

from siyu_sim.report.words.zh.meanings import content, firm, people, service, spread, study, traffic

MEANINGS: dict[str, str] = {
    **content.TEXTS,
    **firm.TEXTS,
    **people.TEXTS,
    **service.TEXTS,
    **spread.TEXTS,
    **study.TEXTS,
    **traffic.TEXTS,
}
