"""Keyed dice: every draw is a pure function of (world seed, who, decision, occasion).

No draw depends on the order of execution, on other people or on which mechanisms are switched on, so the same people meet
the same luck under every strategy. `philox` is the generator, `decisions` names every decision, `draw` turns bits into
draws (uniform, normal, exponential, tables of quantiles) by inverse transform, `pick` chooses one of n so that a growing n
disturbs almost nobody.
"""
