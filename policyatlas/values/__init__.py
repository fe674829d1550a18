"""Small immutable things the other rooms speak in: kinds, vocabularies, periods, quantities, text folding."""
