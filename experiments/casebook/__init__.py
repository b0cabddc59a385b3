"""What pages of the casebook are made of: `page` (cases, blocks, pages), `index` (the list of pages), `words` (numbers as
text), `tables` (arms, cases, contributions). The pages themselves are declared in `experiments/pages/`."""
