"""From counted days and deals to the books, the statements and what explains them."""
