def resolve(text, quotations, *, language): return quotations
