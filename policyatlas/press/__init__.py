"""How a record becomes an entry: one printer per noun, and the only room that knows both sides."""
