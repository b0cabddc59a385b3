"""What a person does at a trigger. Every decision has one form, "action = motivation + ability + trigger" read as log-odds:

    P(act | trigger) = sigmoid(bias + motivation(trust, satisfaction) + ability(price, ease, wait) + trigger(strength))

`state` is the row that rules read and write, `effects` what they hand to the engine. Rules stand one idea a file (`trust`,
`attention`, `purchase`, `sharing`, `leaving`, `adding`); `handlers` puts them together: one function for each trigger. No rule
knows of other people or of the engine.
"""
