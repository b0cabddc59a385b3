"""What is simulated: the typed scenario (`schema`), its composition from configs (`compose`), and the messages for mistakes
(`mistakes`). Readable by every other package; imports none of them."""
