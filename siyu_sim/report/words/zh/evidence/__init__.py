"""Chinese: what the shipped configs say a value rests on. English text → Chinese, by topic; a user's own text is not here."""

from siyu_sim.report.words.zh.evidence import business, content, firm, people, service, spread, traffic

EVIDENCE: dict[str, str] = {
    **business.TEXTS,
    **content.TEXTS,
    **firm.TEXTS,
    **people.TEXTS,
    **service.TEXTS,
    **spread.TEXTS,
    **traffic.TEXTS,
}
